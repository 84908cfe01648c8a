"""Messages and follow-ups."""
