"""Commands of patients/."""
