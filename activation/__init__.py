"""How ready a person is to look after their own health."""
