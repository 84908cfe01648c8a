"""Commands of insight/."""
