"""People of the demo whose records are beyond their time, one of them on legal hold, and a list that waits for Ben."""

import datetime as dt

from patients.actions.disposing import approve, count, draw_up, take_off
from patients.actions.holding import set_hold
from patients.demo import left_long_ago
from practice.actors import Actor
from practice.models import Membership, Practice

CLAIM = "A claim was announced by a solicitor; our insurer asks us to keep everything"
ASKED = "Her daughter has asked for a copy of the record"


def records_wait(practice: Practice, manager: Membership, *, by: Actor, now: dt.datetime) -> None:
    """Nine who died or left nine and more years ago; the manager drew up a list and approved it."""
    gone, review = left_long_ago(practice, now), now.date() + dt.timedelta(days=180)
    a_day = dt.timedelta(days=1)
    set_hold(patient=gone[0], reason=CLAIM, review_on=review, by=manager, now=now - 40 * a_day)
    count(practice=practice, by=by, now=now - 3 * a_day)
    made = draw_up(practice=practice, by=manager, now=now - 2 * a_day)
    take_off(line=made.lines.order_by("pk")[1], because=ASKED, by=manager, now=now - a_day)
    approve(disposal_list=made, by=manager, now=now - a_day)
