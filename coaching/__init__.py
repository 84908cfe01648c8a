"""Programmes, and a person's way through one."""
