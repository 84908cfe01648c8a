"""Notes for the tests of what is made of them."""

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import strategies as st

from coaching.outputs.facts import CodeRow, Facts, Next

NEXT = Next(
    on=dt.date(2026, 3, 16),
    channel="phone",
    channel_words="Phone call",
    owner="Asha Rao",
    words="How the walks went",
    if_it_goes_wrong="Do half of it, or ring Jean",
)
MARY = Facts(
    name="Mary Webb",
    called="Mary",
    birth_date=dt.date(1970, 5, 4),
    nhs_number="9990000034",
    practice="Elm Surgery",
    telephone="020 7946 0101",
    coach="Asha Rao",
    coach_role="Coach",
    held_on=dt.date(2026, 3, 2),
    mode="Face to face",
    signed_by="Asha Rao",
    signed_at=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC),
    what_matters="Playing with the grandchildren",
    topic_today="Moving more",
    goal_words="Walk to the park without stopping",
    goal_why="So that I can take the little ones",
    reality="Knees hurt on stairs",
    next_step="Walk to the shop and back",
    step_when="Tuesday after breakfast",
    step_where="The corner shop",
    step_how_often="Twice a week",
    confidence=5,
    confidence_help="Jean comes along",
    confidence_after=8,
    connect="referral",
    connect_as="Referral to a group or service",
    connect_words="Walking group",
    connect_agreed=True,
    notes="Tired in the mornings",
    next=NEXT,
)
CODE = CodeRow("coaching_attended", "871731000000106", "Seen by a coach", confirmed=True)
FREE = (
    *(
        "what_matters",
        "their_topics",
        "our_topics",
        "goal_words",
        "goal_why",
        "importance_because",
        "reality",
    ),
    *("options", "next_step", "step_where", "step_when", "step_how_often", "said_back", "confidence_help"),
    *("teach_back_words", "connect_words", "notes", "lapse_plan"),
)


def a_note(**other: Any) -> Facts:
    return dataclasses.replace(MARY, **other)


# Words of each part are told apart by the part's own name, so that a leak can be seen wherever it is.
def secret(part: str) -> str:
    return f"zz{part.replace('_', '')}zz"


marks = st.dictionaries(
    st.sampled_from(FREE), st.lists(st.sampled_from(["third_party", "not_for_patient"]), max_size=2)
)
flags = st.fixed_dictionaries(
    {
        name: st.booleans()
        for name in ("sensitive", "risk", "not_to_gp", "codes_only", "restricted", "agreed_to_more_words")
    }
)
texts = st.text(max_size=400)


@st.composite
def notes(draw: st.DrawFn) -> Facts:
    """Any note: any words in any part, any marks, any flags."""
    words = {name: draw(texts) for name in ("name", "called", "practice", "telephone", "coach", *FREE)}
    scores = {name: draw(st.none() | st.integers(0, 10)) for name in ("confidence", "confidence_after")}
    connect = draw(st.sampled_from(["", "neither", "referral", "signpost"]))
    coming = draw(st.none() | st.just(dataclasses.replace(NEXT, if_it_goes_wrong=draw(texts))))
    return a_note(marks=draw(marks), connect=connect, next=coming, **draw(flags), **words, **scores)
