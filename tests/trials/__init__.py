"""Faults and attacks: what the product is tried with, and what must come out (docs/trials.md)."""
