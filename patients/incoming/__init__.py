"""A list on its way in: staged in temporary tables, matched and compared set by set, then applied."""
