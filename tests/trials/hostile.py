"""Words that other products have been broken by, and how they are dealt out among the fields of forms."""

import json
from collections.abc import Iterable, Iterator
from itertools import cycle, islice

from django.utils.http import urlencode

from tests import house
from tests.browser import FORM
from tests.trials.pages import ENDINGS, FITTING, TYPED, Field, Form

Words = str | bytes
# Short enough for nearly every field, and nothing that none may keep: they go through and stay as they are.
KEPT: dict[str, str] = {
    "markup": "\"'><pwned pwned=1>",
    "end of a script": "</script><script>pwned()</script>",
    "end of an area": "</textarea></title>pwned",
    "comments": "<!-- ]]> --> <![CDATA[",
    "entities": "&lt;b&gt; &amp;amp; &#0; &nbsp",
    "a template": "{{7*191}}{% pwned %}{#x#}${7*191}",
    "marks of a typesetter": "#pwned() *a* _b_ $x$ @c <d> ` // \\",
    "formats": "%s%n %(name)s {0} {name} %%",
    "SQL": "'; DROP TABLE patients_patient;--",
    "signs of a search": "%_\\_[a-z]*?",
    "a pattern": "(a+)+$ (?=.*) [[:alpha:]",
    "a formula": "=cmd|'/C calc'!A0",
    "a shell": "$(touch pwned) `id`; | && >x",
    "a path": "../../etc/passwd",
    "another path": "C:\\..\\con\\aux",
    "an address": "javascript:pwned()",
    "JSON": '{"__proto__":{"pwned":1}}',
    "XML": "<!DOCTYPE x SYSTEM 'file:///x'>",
    "escapes": "%00%0d%0a \\u0000 \\x00 \\n",
    "a backslash at the end": "pwned\\",
    "quotes of all kinds": "'\"`´‘’“”«»",
    "an apostrophe": "O’Brien-d'Arcy",
    "four bytes a letter": "𝓟𝓪𝓽 👩‍👩‍👧‍👦",
    "marks upon marks": "Z̡̢͇͉a̷̛̛l҉g҉o",
    "from right to left": "العربية עברית",
    "letters that change their length": "İıßẞﬃǅ㍿",
    "no letters": "null undefined None NaN true",
    "accents apart": "Zoe\u0301 Ba\u0308r",
}
# What some fields refuse: then it is said in words, and what was typed is still there.
REFUSED: dict[str, Words] = {
    "nothing to see": " \t\u00a0\u2003\u3000\u200b",
    "a NUL": "pwned\0pwned",
    "control characters": "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127])),
    "more of them": "".join(map(chr, range(0x80, 0xA0))),
    "turned round": "\u202epwned\u202c\u2066\u2069\u200f",
    "not to be seen": "a\u200b\u200c\u200d\u2060\ufeffb",
    "no characters at all": "\ufffe\uffff\U0001ffff",
    "half a letter": b"a\xed\xa0\x80\xff\xfe\xc0\xafb",
    "lines": "a\r\nb\rc\nd\u2028e\u2029f\x85g",
    "a header": "pwned\r\nBcc: pwned@example.org",
    "a terminal": "\x1b[2J\x1b]0;pwned\x07",
    "very long": "x" * 30_000,
    "long and wide": "😀" * 5_000,
    "many marks": "e" + "\u0301" * 3_000,
    "a long number": "9" * 400,
    "below nothing": "-1",
    "too large for a float": "1e309",
    "not a number": "NaN",
    "without end": "-Infinity",
    "a number of a computer": "0x1F",
    "underlined": "1_000",
    "other digits": "٣٤",
    "raised": "²",
    "a half": "½",
    "one more than a column holds": "2147483648",
    "one more than any holds": "9223372036854775808",
    "a day that is none": "31",
    "a year that is none": "0000",
    "a year with more": "10000",
    "a time that is none": "25:61",
    "a moment": "2026-02-30T25:61:61+99:99",
    "an id of nobody": "00000000-0000-0000-0000-000000000000",
    "a list": "[1,2,3]",
    "two at signs": "a@b@example.org",
    "an address inside": "http://169.254.169.254/latest/meta-data/",
    "a name of a function": "constructor",
}
EVERYTHING: dict[str, Words] = KEPT | REFUSED
SHARED = house.SHARED / "hostile" / "blns.json"


def shared() -> list[str]:
    """A long list of such words, which may lie beside the project."""
    return json.loads(SHARED.read_text(encoding="utf-8")) if SHARED.exists() else []


def dealt(fields: dict[str, Field], words: Iterable[Words], turn: int) -> dict[str, list[Words]]:
    """Each field of a form has one of them, whatever it is for; where there are many fields, each word comes by."""
    mine = {name: field for name, field in fields.items() if name != "csrfmiddlewaretoken"}
    return {name: [word] for name, word in zip(sorted(mine), islice(cycle(words), turn, None), strict=False)}


def for_words(form: Form) -> list[str]:
    """Its fields for words of any kind."""
    return [
        name
        for name, field in form.fields.items()
        if field.kind in TYPED and name not in SPECIAL and not name.endswith(tuple(ENDINGS))
    ]


SPECIAL = (FITTING.keys() - {"text"}) | {"form_key", "csrfmiddlewaretoken"}


def in_words(form: Form, words: Iterable[Words], turn: int) -> dict[str, list[Words]]:
    """The form filled in as it should be, but for one of them in each field for words."""
    mine = islice(cycle(words), turn, None)
    return form.filled() | {name: [next(mine)] for name in for_words(form)}


def turns(words: int, fields: int) -> Iterator[int]:
    """So often that every word has stood in some field."""
    yield from range(0, words, max(1, fields))


def body(data: dict[str, list[Words]]) -> tuple[str, str]:
    """The line that a browser would send, half letters too; and what it is called."""
    return urlencode(data, doseq=True), FORM


def read_as(word: Words) -> str:
    """What anybody who reads the line sees of it."""
    return word if isinstance(word, str) else word.decode(errors="replace")


def at_rest(text: str) -> str:
    """As it is kept and shown: a browser writes every end of a line in two signs, and nobody keeps the space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
