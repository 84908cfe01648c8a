"""How entries of a directory come in: read in several shapes, cleaned, and kept with a report."""
