"""What the page of change says in words: what counts, and what its numbers cannot say."""

from typing import Any

from insight.intervals import Interval

HOW_PEOPLE = (
    "Everybody who came at least once (in social prescribing: was in contact with a link worker), or answered a"
    " questionnaire, before the end of this time, and was in the programme when it began or answered within it. Each"
    " person once; who died or left the list counts, and who was put together with another record counts there."
)
HOW_PAIR = (
    "The first and the latest measurement of each person with this questionnaire, on two different days, from 31 days"
    " before their first day in the programme on, the latest within this time. Entered in error never counts; answers"
    " that wait for a word with the person do not count until somebody has had it."
)
PLACES = {
    "pair": "First and latest measurement, compared here",
    "once": "Measured on one day only",
    "other_scale": "Measured by two versions of the scale, which cannot be compared",
    "earlier": "Not measured again in this time",
    "never": "Not measured with this questionnaire",
}
BEYOND = {"up": "Up beyond noise", "same": "No clear change", "down": "Down beyond noise"}
CHANCE = "Where nothing has changed, chance alone puts about 2.5 people of 100 in “up” and as many in “down”."
NOT_JUDGED = (
    "How exact this questionnaire is has not been given, so nobody can tell one person’s change from chance: it is"
    " said in points only."
)
HOLDING = (
    "For people who began at the highest level, holding is the aim: the scale leaves them little room to rise. So the"
    " average stands here with and without them."
)
REGRESSION = (
    "Whoever happens to answer low at first tends to answer higher the next time, and whoever answers high, lower: also"
    " where nothing has changed. And without people to compare with, no average says that the programme did it."
)
PROVISIONAL = (
    "Provisional: this scale is set by design, not by data. Its numbers may shift when it is calibrated, and nobody"
    " counts as better in the funnel because of it."
)
HOW_LEVELS = (
    "The level that stands on each person’s record today, whichever questionnaire it comes from; where nobody has"
    " measured them, a coach’s own judgement, told apart."
)
HOW_GOALS = (
    "Goals of these people, not cancelled, with at least two ratings on the person’s own scale within the programme,"
    " the latest in this time: the latest beside the first."
)
HOW_WELLBEING = (
    "The first and the latest answer to each question by itself, on two different days within the programme, the latest"
    " in this time. The questions are never added up into one number."
)
UNCONFIRMED = "These bands are not confirmed for this product."


def signed(value: float) -> str:
    """+4.2 or −4.2; nothing to the first decimal is 0.0."""
    rounded = round(value, 1)
    if not rounded:
        return "0.0"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"


def mean_words(mean: Interval) -> str:
    """An average with the range around it."""
    if mean.value is None:
        return "Nobody yet"
    if mean.low is None or mean.high is None:
        return f"{signed(mean.value)}, no interval from one person"
    return f"{signed(mean.value)} ({signed(mean.low)} to {signed(mean.high)})"


def verdict(mean: Interval) -> str:
    """Whether the average is more than chance, before anything is read into it."""
    if mean.value is None or mean.low is None:
        return ""
    if not mean.beyond(0):
        return "“No change” lies within this range, so it may be chance."
    return "“No change” lies outside this range, so chance alone is an unlikely reason."


def slope_words(slope: float | None) -> str:
    """What change goes with where people began."""
    if slope is None:
        return ""
    by = round(abs(10 * slope), 1)
    if not by:
        return "Here, change does not depend on where people began."
    how = "less" if slope < 0 else "more"
    return f"Here, 10 points more at the start go with {by:g} points {how} change."


def short_change(one: dict[str, Any]) -> str:
    """One questionnaire in a sentence; nothing where too few can be compared."""
    if not one["told"]:
        return ""
    people = "1 person" if one["pairs"] == 1 else f"{one['pairs']} people"
    said = f"{one['name']}: {one['mean']} points from first to latest{one['mark']}, of {people}."
    up = next((share for row, share in one["beyond"] if row.label == BEYOND["up"]), "Not shown")
    if up == "Not shown":
        return said
    return f"{said} Up beyond noise: {up}, where chance alone would put 2 or 3 in 100."


def short_goals(rated: dict[str, Any]) -> list[str]:
    """Of goals that were rated twice, how many stand higher."""
    higher = rated["rows"][0].value if rated["rows"] else None
    if not rated["goals"] or not isinstance(higher, int):
        return []
    return [f"Goals of their own: {higher} of {rated['goals']} stand higher than at first."]
