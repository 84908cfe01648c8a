"""What the programme does."""
