"""Commands of prescribing/."""
