"""When a record may go: who is beyond the time for which records are kept, and what hangs on a record that goes."""
