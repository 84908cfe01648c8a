"""The questionnaires that come with the product, as the files say them."""

from pathlib import Path

from activation.definition import parse

FOLDER = Path(__file__).resolve().parent / "shipped"


def shipped() -> list[object]:
    """What each file says, in the order of their names."""
    return [parse(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
