"""What is drawn quickly is drawn the same."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import RequestContext, engines
from django.urls import NoReverseMatch, reverse

from practice.addresses import address, shape_of
from practice.rendering import FormRenderer

ADDRESSES = [
    ("practice:home", []),
    ("account_login", []),
    ("patients:record", ["A81001", 7]),
    ("patients:record", ["A81002", 1000000000000000]),
    ("patients:note-again", ["A81001", 7, "need", 12]),
    ("patients:note-again", ["A81001", 7, "consent", 7]),
]
WIDGETS = [
    forms.TextInput({"class": "a 'b' <c>", "autofocus": True, "hidden": False}),
    forms.HiddenInput(),
    forms.NumberInput({"min": 0}),
    forms.EmailInput(),
    forms.PasswordInput(render_value=True),
    forms.CheckboxInput({"id": "tick"}),
]


def drawn(text: str, rf, **context) -> str:
    template = engines["django"].from_string(text).template
    return template.render(RequestContext(rf.get("/"), context))


@pytest.mark.parametrize(("name", "values"), ADDRESSES)
def test_an_address_is_what_django_says(name, values):
    assert address(name, *values) == address(name, *values) == reverse(name, args=values)


def test_ids_share_a_shape_and_codes_do_not():
    before = shape_of.cache_info().currsize
    found = [address("patients:edit", code, number) for code in ("B81001", "B81002") for number in range(9)]
    assert len(set(found)) == 18
    assert shape_of.cache_info().currsize == before + 2


@pytest.mark.parametrize("values", [["a81001", 7], ["A81001", "x"], ["A81001"], [None, 7], ["A81001", None]])
def test_what_is_no_address_is_refused(values):
    with pytest.raises(NoReverseMatch):
        address("patients:record", *values)


def test_the_tag_draws_addresses_and_keeps_them(rf):
    text = "{% url 'patients:record' code pk %} {% url 'patients:record' code pk as where %}[{{ where }}]"
    assert drawn(text, rf, code="A81001", pk=7) == "/A81001/patients/7 [/A81001/patients/7]"


def test_the_tag_says_nothing_of_an_address_that_is_not_there(rf):
    assert drawn("{% url 'no:such' 1 as where %}[{{ where }}]", rf) == "[]"
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'no:such' 1 %}", rf)


def test_the_tag_takes_values_by_name(rf):
    text = "{% url 'patients:record' ods_code='A81001' patient_id=7 %}"
    assert drawn(text, rf) == "/A81001/patients/7"


def test_what_is_fixed_is_drawn_once_and_sees_nobody(rf):
    template = engines["django"].from_string(
        "{% fixed %}<a>{{ who }}{{ request.path }}</a>{% endfixed %}{{ who }}"
    )
    request = rf.get("/somewhere")
    assert [template.render({"who": who}, request) for who in ("Pat", "Omar")] == [
        "<a></a>Pat",
        "<a></a>Omar",
    ]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda w: type(w).__name__)
@pytest.mark.parametrize("value", ["", None, 'Anne "Q" O\'Neill & <b>', 0])
def test_inputs_are_drawn_as_django_draws_them(widget, value):
    ours = widget.render("x", value, renderer=FormRenderer())
    assert ours == widget.render("x", value, renderer=TemplatesSetting())


class Plain(FormRenderer):
    """Ours, with every widget drawn by Django's templates."""

    render = TemplatesSetting.render


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_choices_are_drawn_as_django_draws_them(kind):
    class Form(forms.Form):
        field = forms.ChoiceField(choices=[("a", "A"), ("b", "B <")], widget=kind, initial="a")

    ours, django = (Form(renderer=renderer())["field"] for renderer in (FormRenderer, Plain))
    assert [option.tag() for option in ours] == [option.tag() for option in django]
    assert ours.as_widget() == django.as_widget()
