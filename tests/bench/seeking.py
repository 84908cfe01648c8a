"""Which service is looked for: by a word, within three miles of the middle of the bench's town."""

from prescribing.searching import Sought

MIDDLE = (53.70, -3.50)
POSTCODE = "EL1 1AA"
SOUGHT = Sought(words=("walk",), near=MIDDLE, within=4828)
# What a browser sends for the same.
TYPED = {
    "words": "walk",
    "near": POSTCODE,
    "within": "4828",
    "need": "",
    "day": "",
    "age": "",
    "language": "",
}
