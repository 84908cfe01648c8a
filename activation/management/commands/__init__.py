"""Commands of activation/."""
