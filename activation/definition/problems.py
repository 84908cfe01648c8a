"""What is wrong with a questionnaire's file, place by place, all at once."""

import dataclasses


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
    """Collects; of one place only what was found first is said."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: str, words: str) -> None:
        if not self.is_wrong(place):
            self.found.append(Problem(place, words))

    def is_wrong(self, place: str) -> bool:
        """Whether something is known to be wrong here already."""
        return any(problem.place == place for problem in self.found)

    def refuse(self) -> None:
        if self.found:
            raise WrongFile(self.found)
