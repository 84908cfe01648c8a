"""`manage.py calibrate_instrument RESPONSES.csv`: item parameters from a file of answers."""

from typing import Any

from django.core.management.base import CommandParser

from activation.management.answer_command import SEVERAL, AnswerCommand, figure, flat, sheet_of
from activation.rasch import calibrate
from activation.rasch.design import MODELS
from activation.rasch.sheet import BadSheet


class Command(AnswerCommand):
    """Exit code 2 when fewer than 50 people's answers count."""

    help = (
        "Calibrate an instrument: Rasch item parameters, fit, reliability and DIF from a CSV file of answers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--model", help="rsm (rating scale) or pcm (partial credit); left out, a rule chooses"
        )
        parser.add_argument("--group", **SEVERAL, help="a column to test for DIF")
        parser.add_argument(
            "--options", type=int, help="how many options an item has (default: as many as are seen)"
        )

    def work(self, options: dict[str, Any]) -> dict[str, Any]:
        if options["model"] not in (None, *MODELS):
            raise BadSheet(f"No model is called {options['model']}: it is rsm or pcm.")
        if options["options"] is not None and options["options"] < 2:
            raise BadSheet("An item has two options or more.")
        sheet = sheet_of(options, labels=flat(options["group"]), options=options["options"])
        found = calibrate(
            sheet.answers,
            sheet.items,
            model=options["model"],
            groups=sheet.labels,
            options=options["options"],
        )
        return found.as_dict()

    def told(self, result: dict[str, Any]) -> str:
        lines = [
            f"Model {result['model']}, {result['n_used']} people, log-likelihood {figure(result['loglik'], 3)},"
            f" alpha {figure(result['alpha'], 3)}, person reliability {figure(result['person_reliability'], 3)}",
            "Item: location (SE); thresholds; infit, outfit; flags",
            *map(item_line, result["items"]),
            *(dif_line(one) for one in result["dif"] if one["flagged"]),
            *result["warnings"],
        ]
        return "\n".join(lines)


def item_line(item: dict[str, Any]) -> str:
    steps = " ".join(figure(threshold) for threshold in item["thresholds"])
    return (
        f"{item['item']}: {figure(item['location'])} ({figure(item['se'])}); {steps};"
        f" {figure(item['infit'])}, {figure(item['outfit'])}; {', '.join(item['flags']) or '-'}"
    )


def dif_line(one: dict[str, Any]) -> str:
    return f"{one['item']} differs by {one['group']}: {figure(one['effect'])} logits ({one['size']})"
