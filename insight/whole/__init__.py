"""Everything held about one person: gathered from every room, read by a clinician, approved, handed over."""
