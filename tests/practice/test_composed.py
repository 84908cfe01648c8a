"""Querysets that are composed once: the same rows as ever, whatever is asked for."""

import datetime as dt

import pytest
from django.db.models import Count, Exists, F, OuterRef

from practice.apart import Apart
from practice.composed import NotThere, composed
from practice.models import Membership, User
from practice.permissions import Role

TODAY = dt.date(2026, 3, 2)


def working(practice, day):
    rows = Membership.objects.filter(practice=practice).current(day).select_related("user")
    return rows.annotate(called=F("user__name")).order_by("pk")


def test_the_same_rows_with_what_belongs_to_them(elm, asha, django_assert_num_queries):
    ask = composed(working)
    with django_assert_num_queries(1):
        found = ask(practice=elm.pk, day=TODAY)
        names = [member.user.name for member in found]
    assert found == list(working(elm.pk, TODAY))
    assert names == [member.called for member in found]
    assert asha.name in names


def test_each_call_has_its_own_values(elm, oak):
    ask = composed(working)
    for practice, day in ((elm, TODAY), (oak, TODAY), (elm, dt.date(2001, 1, 1)), (elm, TODAY)):
        assert ask(practice=practice.pk, day=day) == list(working(practice.pk, day))


def test_it_is_composed_once(elm, oak):
    composings = []

    @composed
    def ask(practice):
        composings.append(practice)
        return Membership.objects.filter(practice=practice)

    assert ask(practice=elm.pk) != ask(practice=oak.pk)
    assert len(composings) == 1


def test_counted_rows_come_as_they_are_named(elm):
    @composed
    def ask(practice, role):
        return Membership.objects.filter(practice=practice, role=role).values("role").annotate(n=Count("pk"))

    held = Membership.objects.filter(practice=elm, role=Role.COACH).count()
    assert ask(practice=elm.pk, role=Role.COACH) == [{"role": "coach", "n": held}]
    assert held


def test_a_value_that_is_changed_on_its_way_is_refused(elm):
    ask = composed(lambda name: Membership.objects.filter(user__name__icontains=name))
    with pytest.raises(NotThere, match="name"):
        ask(name="Asha")


@pytest.mark.parametrize("value", [None, True, [1]])
def test_what_would_be_another_statement_is_refused(value):
    ask = composed(lambda practice: Membership.objects.filter(practice=practice))
    with pytest.raises(NotThere):
        ask(practice=value)


def test_a_tuple_is_filled_in_whatever_its_length(elm, oak, asha):
    ask = composed(lambda practices: Membership.objects.filter(practice__in=practices).order_by("pk"))
    for practices in ((elm.pk,), (oak.pk,), (elm.pk, oak.pk), (oak.pk, elm.pk)):
        assert ask(practices=practices) == list(
            Membership.objects.filter(practice__in=practices).order_by("pk")
        )
    assert asha in ask(practices=(elm.pk, oak.pk))


def test_nothing_in_a_tuple_is_refused():
    ask = composed(lambda practices: Membership.objects.filter(practice__in=practices))
    with pytest.raises(NotThere, match="practices"):
        ask(practices=())


def test_a_question_asked_apart_has_the_same_answer(elm, asha):
    same = User.objects.filter(pk=OuterRef("user"), name=asha.name)
    theirs = Membership.objects.filter(practice=elm)
    assert list(theirs.filter(Apart(same))) == list(theirs.filter(Exists(same))) == [asha]
    assert theirs.filter(~Apart(same)).count() == theirs.count() - 1
