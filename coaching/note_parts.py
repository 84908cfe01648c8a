"""The steps of a conversation as the page lists them: each with its key, and the field a press moves to."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One step: `first` is the id that its link leads to."""

    name: str
    key: str
    title: str
    first: str


PARTS = (
    Part("prepare", "1", "Last time", "prepare-title"),
    Part("matters", "2", "What matters", "id_what_matters"),
    Part("goal", "3", "Goal", "goal-title"),
    Part("importance", "4", "Importance", "id_importance_0"),
    Part("reality", "5", "Reality", "id_reality"),
    Part("options", "6", "Options", "id_options"),
    Part("next", "7", "Next step", "id_next_step"),
    Part("confidence", "8", "Confidence", "id_confidence_0"),
    Part("teach", "9", "Teach-back", "id_teach_back_0"),
    Part("connect", "0", "Connect", "id_connect_0"),
    Part("after", "u", "Follow-up", "id_follow_up_on_0"),
    Part("notes", "n", "Notes", "id_notes"),
    Part("finish", "f", "Finish", "finish-title"),
    Part("level", "l", "Level, pace", "level-title"),
    Part("risk", "r", "Safety", "risk-ticks"),
)
# Which words of each step may be marked, and which fields stand one press away until they hold something.
MARKED_IN = {
    "matters": ("what_matters", "their_topics", "our_topics"),
    "goal": ("goal_words", "goal_why"),
    "importance": ("importance_because",),
    "reality": ("reality",),
    "options": ("options",),
    "next": ("next_step", "said_back"),
    "confidence": ("confidence_help",),
    "teach": ("teach_back_words",),
    "connect": ("connect_words",),
    "notes": ("notes",),
}
FOLDED = {
    "there": ("who_was_there", "seen_alone", "interpreter"),
    "topics": ("their_topics", "our_topics", "topic_today", "asked_permission"),
    "scale": (
        *("scale_much_less", "scale_less", "scale_hoped", "scale_more", "scale_much_more"),
        "goal_attained",
    ),
    "kept": ("sensitive", "readers", "not_to_gp", "codes_only"),
    "less_important": ("importance_because",),
    "less_sure": ("confidence_help", "confidence_after"),
}
