"""The bench: the pages measured beside the same SQL alone and beside the plainest Django page that does it."""
