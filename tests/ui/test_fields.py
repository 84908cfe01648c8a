"""Every kind of field is drawn with its label, hint and mistake, as the design system has it."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError

from practice.widgets import DateField, ScaleField, TimeField
from tests.ui.samples import Everything

FIELD = '{% include "ui/field.html" with field=field only %}'


def field(draw, name: str, form: forms.Form | None = None) -> str:
    return draw(FIELD, field=(form or Everything())[name])


def test_a_text_field_ties_hint_and_label_to_its_input(draw):
    html = field(draw, "words")
    assert '<label class="nhsuk-label nhsuk-label--s" for="id_words">What matters' in html
    assert '<div class="nhsuk-hint" id="id_words_helptext">In their own words</div>' in html
    assert 'aria-describedby="id_words_helptext"' in html
    assert 'class="nhsuk-input"' in html


def test_a_shared_computer_is_offered_nothing_that_was_typed_before(draw):
    assert 'autocomplete="off"' in field(draw, "words")
    assert 'autocomplete="off"' in field(draw, "note")


def test_a_field_says_its_own_autocomplete_where_it_has_one(draw):
    class SignIn(forms.Form):
        email = forms.EmailField(
            widget=forms.EmailInput(attrs={"autocomplete": "email", "placeholder": "Email address"})
        )

    html = field(draw, "email", SignIn())
    assert 'autocomplete="email"' in html
    assert "placeholder" not in html


def test_the_server_says_what_is_missing_so_the_browser_does_not(draw):
    assert " required" not in draw("{{ form }}", form=Everything())


def test_only_what_may_be_left_out_is_called_optional(draw):
    assert "(optional)" in field(draw, "note")
    assert "(optional)" not in field(draw, "words")
    assert "(optional)" not in field(draw, "agreed")


def test_a_form_of_optional_fields_may_keep_quiet_about_it(draw):
    form = Everything()
    form.say_optional = False
    assert "(optional)" not in field(draw, "note", form)


def test_a_mistake_is_said_by_the_field_and_tied_to_it(draw):
    html = field(draw, "words", Everything({}))
    assert 'id="id_words_error"' in html
    assert "Enter “What matters”" in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="nhsuk-input nhsuk-input--error"' in html
    assert "nhsuk-form-group--error" in html


def test_what_was_typed_is_text_and_never_markup(draw):
    html = field(draw, "words", Everything({"words": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_radios_stand_in_a_named_group_with_their_hints(draw):
    html = field(draw, "way", Everything({}))
    assert "nhsuk-fieldset__legend--s" in html
    assert 'aria-describedby="id_way_error"' in html
    assert 'id="id_way_0_hint">Or a video call' in html
    assert 'aria-describedby="id_way_0_hint"' in html
    assert html.count("nhsuk-radios__item") == 2


def test_a_group_without_anything_to_choose_says_so_and_has_no_script(draw):
    """The design system's script stumbles over a group without a box, and nobody knows what an empty one means."""

    class OfNothing(forms.Form):
        lists = forms.MultipleChoiceField(choices=(), widget=forms.CheckboxSelectMultiple)

    html = field(draw, "lists", OfNothing())
    assert "There is nothing to choose from yet." in html and "data-module" not in html
    assert "nothing to choose" not in field(draw, "way")


def test_none_of_these_unticks_the_others(draw):
    html = field(draw, "help")
    assert html.count("data-checkbox-exclusive") == 2  # name and value, on one of the two boxes
    assert 'value="none"' in html.split("data-checkbox-exclusive")[0].rsplit("<input", 1)[1]


def test_a_single_box_has_its_label_beside_it(draw):
    html = field(draw, "agreed", Everything({}))
    assert "nhsuk-checkboxes__label" in html
    assert "Tick “They agreed” to go on" in html
    assert 'aria-describedby="id_agreed_helptext id_agreed_error"' in html


def test_a_password_can_be_shown_once_there_is_javascript(draw):
    html = field(draw, "secret")
    assert 'data-module="nhsuk-password-input"' in html
    assert 'aria-controls="id_secret" hidden' in html


def test_a_scale_says_what_its_ends_mean_and_can_be_taken_back(draw):
    html = field(draw, "sure")
    assert "0 is “Not at all”, 10 is “Completely”" in html
    assert html.count('type="radio"') == 12
    assert "Not asked" in html


def test_a_form_draws_hidden_fields_without_labels(draw):
    html = draw("{{ form }}", form=Everything())
    assert '<input type="hidden" name="version" value="3" id="id_version">' in html
    assert "Version" not in html


def test_a_date_has_three_labelled_parts(draw):
    html = field(draw, "born", Everything(initial={"born": dt.date(1985, 3, 27)}))
    assert [f'for="id_born_{part}"' in html for part in range(3)] == [True] * 3
    assert 'value="1985"' in html
    assert 'role="group"' in html
    assert html.count('inputmode="numeric"') == 2


def test_only_the_wrong_part_of_a_date_is_marked(draw):
    typed = {"born_day": "27", "born_month": "3", "born_year": "85"}
    html = field(draw, "born", Everything(typed))
    assert "Date of birth must include a year of 4 numbers" in html
    assert html.count("nhsuk-input--error") == 1
    assert html.count("aria-invalid") == 1
    assert 'value="85"' in html


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MAR."])
def test_a_month_may_be_a_number_or_a_word(month: str):
    assert DateField(name="date").clean(["27", month, "1985"]) == dt.date(1985, 3, 27)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["", "", ""], "Enter your date of birth"),
        (["27", "", "1985"], "Your date of birth must include a month"),
        (["", "", "1985"], "Your date of birth must include a day and a month"),
        (["31", "2", "2020"], "Your date of birth must be a real date"),
        (["27", "13", "1985"], "Your date of birth must be a real date"),
        (["27", "ma", "1985"], "Your date of birth must be a real date"),
        (["٣", "3", "0000"], "Your date of birth must be a real date"),
        (["27", "3", "85"], "Your date of birth must include a year of 4 numbers"),
    ],
)
def test_a_date_that_cannot_be_is_said_in_words(parts: list[str], words: str):
    with pytest.raises(ValidationError) as said:
        DateField(name="your date of birth").clean(parts)
    assert said.value.messages == [words]


def test_a_date_may_be_left_out_where_it_is_optional():
    assert DateField(name="date", required=False).clean(["", "", ""]) is None


def test_a_date_knows_whether_it_changed():
    was = dt.date(1985, 3, 27)
    assert not DateField().has_changed(was, ["27", "mar", "1985"])
    assert DateField().has_changed(was, ["28", "3", "1985"])
    assert DateField().has_changed(was, ["28", "", ""])


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("5:30pm", dt.time(17, 30)),
        ("5.30 p.m.", dt.time(17, 30)),
        ("9am", dt.time(9)),
        ("12am", dt.time(0)),
        ("12:15pm", dt.time(12, 15)),
        ("17:30", dt.time(17, 30)),
        ("0930", dt.time(9, 30)),
        ("midday", dt.time(12)),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, time: dt.time):
    assert TimeField().clean(typed) == time


@pytest.mark.parametrize("typed", ["3", "25:00", "13pm", "9:75", "soon"])
def test_a_time_that_cannot_be_or_could_be_night_is_refused(typed: str):
    with pytest.raises(ValidationError, match="Enter a time, like 9:15am or 2:30pm"):
        TimeField().clean(typed)


def test_a_scale_gives_a_number_or_nothing():
    sure = ScaleField(required=False)
    assert [sure.clean("0"), sure.clean("10"), sure.clean("")] == [0, 10, None]
    with pytest.raises(ValidationError):
        sure.clean("11")
