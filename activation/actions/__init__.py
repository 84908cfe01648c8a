"""What people do in activation/: ask, answer, note why not, type in a score, check, strike, send a link."""
