"""What the figures of a calibration mean in plain words, and what to do about them."""

import dataclasses

from activation.rasch.checks import RED, WARN

NOT_CALIBRATED = (
    "This questionnaire is not scored with a calibration, so there is nothing to work out from answers here."
)

# Flags of the engine (activation/rasch/checks.py): what they say, and what to do.
ABOUT = {
    "reversed": (
        "Goes against the others",
        "People who agree here agree less elsewhere. See whether it is worded or entered the other way round.",
    ),
    "underfit_strong": (
        "Answers much noisier than expected",
        "People seem to read it in different ways. Ask five of them what they understood, then reword it.",
    ),
    "underfit": (
        "Answers noisier than expected",
        "Ask a few people what they understood. Nothing has to change on this alone.",
    ),
    "overfit_strong": (
        "Answers follow far too closely from the others",
        "It adds little. See whether it repeats another statement.",
    ),
    "overfit": (
        "Answers follow closely from the others",
        "It adds less than it could. Nothing has to change on this alone.",
    ),
    "disordered": (
        "Steps out of order",
        "People do not use its answers as steps. See whether two of them read alike; joining two may help.",
    ),
    "rare_option": (
        "An answer that hardly anybody chose",
        "Its step is not well known. More people will tell; if it stays so, the answer may be needless.",
    ),
}

DEPENDENT = (
    "Two statements say nearly the same",
    "Whoever agrees with one agrees with the other. Together they count too much; one could be reworded.",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Fit:
    """A mean square: the number, a shape and a word for it, and the meaning that sets the colour of the tag."""

    value: float | None
    shape: str
    word: str
    meaning: str


def fit_of(mean_square: float | None) -> Fit:
    """Bands for rating scales: Wright & Linacre 1994."""
    if mean_square is None:
        return Fit(None, "–", "not known", "quiet")
    for limit, low, high in (("much too", *RED), ("rather", *WARN)):
        meaning = "stop" if limit == "much too" else "act"
        if mean_square > high:
            return Fit(mean_square, "▲", f"{limit} noisy", meaning)
        if mean_square < low:
            return Fit(mean_square, "▼", f"{limit} alike", meaning)
    return Fit(mean_square, "●", "fits", "good")


def said_of_reliability(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 0.8:
        return "Enough to tell people apart."
    if value >= 0.7:
        return "Enough to compare groups; one person’s score is uncertain."
    return "Low: one person’s score says little by itself."
