"""A real gunicorn on the test database, for tests in a real browser."""
