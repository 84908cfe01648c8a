"""The measuring engine, against brute force, simulations of known truth, and reference results."""
