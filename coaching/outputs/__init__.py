"""What a finished note is made into: each output is a pure function of its facts."""
