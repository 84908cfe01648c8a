"""Made-up people for the demo, the tests and the bench: nobody here exists."""
