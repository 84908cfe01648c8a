"""What every view with a form does: take what was sent, try it, say why it is not possible."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import QueryDict

from practice.actions import NotPossible
from practice.requests import Request


def sent(request: Request) -> QueryDict | None:
    """What was sent; an empty form that was sent is not one that was only shown."""
    return request.POST if request.method == "POST" else None


def tried(form: Form, act: Callable[[], Any]) -> Any:
    """Do it; where it is not possible, the form says why."""
    try:
        return act()
    except NotPossible as why:
        form.add_error(None, str(why))
        return None


def status_of(form: Form) -> int:
    return 422 if form.errors else 200
