"""Draws the panels of the record."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: Context, shown: dict[str, Any]) -> str:
    """One panel's template, with its own context over the page's."""
    drawn = get_template(shown["panel"].template).template  # type: ignore[attr-defined]
    with context.push(panel=shown["panel"], **shown["context"]):
        return drawn.render(context)
