"""Languages by their English names: what a person's details say, and what a questionnaire's file says."""

from django.conf.locale import LANG_INFO

ENGLISH = "en"
# Spoken here and not among those that Django translates.
_MORE = {
    "am": "Amharic",
    "gu": "Gujarati",
    "ku": "Kurdish",
    "ps": "Pashto",
    "so": "Somali",
    "ti": "Tigrinya",
    "yue": "Cantonese",
    "zh": "Chinese",
}
NAMES = {code: info["name"] for code, info in LANG_INFO.items() if "name" in info} | _MORE
_CODES = {name.lower(): code for code, name in NAMES.items()} | {"british sign language": "bfi", "bsl": "bfi"}


def name_of(code: str) -> str:
    """The code itself where nobody has named it."""
    return NAMES.get(code) or NAMES.get(code.split("-", maxsplit=1)[0], code)


def code_of(words: str) -> str:
    """Of the language that somebody typed; nothing where it is not known."""
    typed = words.strip().lower()
    return typed if typed in NAMES else _CODES.get(typed, "")


def speaks_english(words: str) -> bool:
    """Nothing typed counts as English; anything else that is typed does not."""
    return not words.strip() or code_of(words).split("-")[0] == ENGLISH
