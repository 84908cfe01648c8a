"""Commands of coaching/."""
