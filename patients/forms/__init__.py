"""What staff type about a person: strings to values, and what is wrong in plain English."""
