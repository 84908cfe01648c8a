"""How Skerry is started: on a bare machine, for the demo, and for the tests."""
