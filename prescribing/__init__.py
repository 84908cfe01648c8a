"""What is prescribed besides medicine."""
