"""A questionnaire's design calibration in the form in which every calibration is kept."""

from typing import Any

from activation.definition import Definition


def parameters_of(definition: Definition) -> dict[str, Any] | None:
    """`{"model", "items": [{"item", "location", "thresholds"}]}`; None where its authors set none.

    Thresholds are those of the item itself, in logits: for a rating scale its location plus each step.
    """
    chosen = definition.scoring.design
    if chosen is None:
        return None
    if chosen["model"] == "rsm":
        steps = {
            item: [round(location + step, 6) for step in chosen["thresholds"]]
            for item, location in chosen["locations"].items()
        }
    else:
        steps = chosen["items"]
    rows = [
        {
            "item": item.id,
            "location": round(sum(steps[item.id]) / len(steps[item.id]), 6),
            "thresholds": steps[item.id],
        }
        for item in definition.scored
    ]
    return {"model": chosen["model"], "items": rows}
