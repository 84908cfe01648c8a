"""What changed for the people of a programme: levels, paired measurements, wellbeing, goals."""
