"""Our own small drawings, and what each of them shows: files in static/img/plan/."""

DRAWINGS = {
    "heart": "a heart",
    "flag": "a flag",
    "foot": "a shoe",
    "clock": "a clock",
    "place": "a place on a map",
    "again": "round and round",
    "thumb": "a thumb up",
    "ring": "a lifebelt",
    "telephone": "a telephone",
    "moon": "a moon",
    "alarm": "a warning",
    "island": "an island with a flag",
    "shore": "an island",
    "hop": "a hop",
    "boat": "a boat",
    "wind": "wind",
}
