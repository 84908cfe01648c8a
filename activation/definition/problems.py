"""What is wrong with a questionnaire's file, place by place, all at once."""

import dataclasses

MOST, LONGEST = 100, 120


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `place` is where, as in items[3].text.en, counted from 0."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words


class WrongFile(ValueError):
    """The file is not a questionnaire; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class Problems:
    """Collects; of one place only what was found first is said, and of a hopeless file only the beginning."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.places: set[str] = set()

    @property
    def full(self) -> bool:
        return len(self.found) >= MOST

    def add(self, place: str, words: str) -> None:
        place = place[:LONGEST]
        if place not in self.places and not self.full:
            self.places.add(place)
            self.found.append(Problem(place, words))

    def refuse(self) -> None:
        if self.full:
            self.found.append(Problem("", f"Only the first {MOST} problems are said."))
        if self.found:
            raise WrongFile(self.found)
