"""What people do with records: one function for each thing."""
