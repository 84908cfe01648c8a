"""Who works where, what they may do, the trail they leave."""
