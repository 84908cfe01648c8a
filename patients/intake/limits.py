"""How large a file, a line or a cell may be before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The defaults hold any practice's whole list; a spreadsheet has 32,767 characters in a cell at most."""

    file_bytes: int = 50 * 1024 * 1024
    unzipped_bytes: int = 400 * 1024 * 1024
    zip_ratio: int = 100
    zip_members: int = 500
    rows: int = 500_000
    columns: int = 500
    cell: int = 32_768


def megabytes(size: int) -> str:
    """`50 MB`."""
    return f"{max(1, round(size / 1024 / 1024)):,} MB"
