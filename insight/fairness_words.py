"""What the pages about fairness say: stages, what a share is taken of, how each number is counted."""

import dataclasses

from django.http import QueryDict

from insight.funnel_words import ALL, how
from insight.models.ways import Aim


@dataclasses.dataclass(frozen=True, slots=True)
class Base:
    """Of whom a share is asked: its column, its words, and of how many a rate says so many."""

    column: str
    title: str
    how: str
    per: int

    @property
    def rate(self) -> str:
        return f"Per {self.per:,}"


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """A stage as it is asked for in an address: its column, its words, and its base."""

    name: str
    title: str
    base: Base
    # Of how many of the funnel of one practice, where practices are compared.
    among: str
    among_words: str


ON_LIST = Base(
    "on_list",
    "On the list",
    "Everybody aged 18 or over on the list today, and whoever of those whose way began in this time is no longer there"
    " or is younger.",
    1000,
)
KNOWN = Base(
    "known",
    "Known what came of it",
    "People whose way began in this time of whom it is known what came of it: a goal of theirs was rated twice or"
    " more, or they were measured twice on a calibrated scale.",
    100,
)
CAME = ("people", "everybody whose way began in this time")
STAGES = {
    name: Stage(name, title, ON_LIST, *CAME)
    if name != "better"
    else Stage(name, title, KNOWN, "known", "those of whom it is known what came of it")
    for name, title in ALL.items()
    if name != "known"
}
USUAL_STAGE = "accepted"
COMPARED = (
    "Each group is compared with everybody else, so that no group is the yardstick and small groups are compared like"
    " large ones. The difference and the ratio stand with the range that chance leaves open (95%: Wilson's score"
    " intervals, Newcombe's method for the difference, Katz's for the ratio). Where the whole range of the difference"
    " lies on one side, it is more than chance explains. With so many groups about one in twenty would be called so by"
    " chance alone: look for what happened before you act."
)
GROUPS = (
    "Deprivation is in fifths of England, by home address; restricted people count as not known. Ethnic groups are the"
    " five of the census. Not known is a group of its own. Languages of few people are put together."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what cannot be read is the usual."""

    aim: Aim
    stage: Stage

    @property
    def query(self) -> str:
        return f"aim={self.aim}&stage={self.stage.name}"

    @property
    def how(self) -> str:
        """How those are counted who came to the stage."""
        return how(self.aim, self.stage.name)

    @property
    def empty(self) -> str:
        return (
            f"{self.stage.title}: nobody yet, of those who began in this time. People are counted here as soon as"
            " what happened with them is noted. Choose another stage or a longer time."
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [("aim", str(self.aim)), ("stage", self.stage.name)]


def read(asked: QueryDict) -> Asked:
    aim = asked.get("aim", "")
    stage = asked.get("stage", "")
    return Asked(
        Aim(aim) if aim in Aim.values else Aim.COACHING,
        STAGES[stage if stage in STAGES else USUAL_STAGE],
    )


Choice = list[tuple[str, str, bool]]


def choices(asked: Asked, more: str = "") -> list[tuple[str, Choice]]:
    """Aims and stages as lists of links: words, address, and whether it is the one that stands open."""
    more = f"&{more}" if more else ""
    aims = [(aim.label, f"?aim={aim}&stage={asked.stage.name}{more}", aim == asked.aim) for aim in Aim]
    stages = [
        (stage.title, f"?aim={asked.aim}&stage={stage.name}{more}", stage == asked.stage)
        for stage in STAGES.values()
    ]
    return [("Of", [(str(label), url, now) for label, url, now in aims]), ("Stage", stages)]
