"""Words of SQL that the statements share: the day of a moment on the clocks of London, and what lies within days."""


def day(column: str) -> str:
    """The day on which this moment lies."""
    return f"({column} AT TIME ZONE 'Europe/London')::date"


def within(column: str) -> str:
    """Moments from the first day to before the last one; an index on the column can be used."""
    return (
        f"{column} >= %(since)s::timestamp AT TIME ZONE 'Europe/London'"
        f" AND {column} < %(until)s::timestamp AT TIME ZONE 'Europe/London'"
    )


def on(column: str) -> str:
    """Dates from the first day to before the last one."""
    return f"{column} >= %(since)s AND {column} < %(until)s"


def share(of: str) -> str:
    """One for what the share is of, and one for all that it is taken from."""
    return f"({of})::int::float8 AS n, 1::float8 AS d"


ONE = "1::float8 AS n, 1::float8 AS d"
