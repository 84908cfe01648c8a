"""How a form becomes a page: one renderer, and fields that know how the design system draws them."""

import functools
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from practice import widgets

# The first that fits; a widget may name its own with an attribute `kind`.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)
CLASSES = {
    "text": "nhsuk-input",
    "date": "nhsuk-input nhsuk-date-input__input",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "textarea": "nhsuk-textarea",
    "select": "nhsuk-select",
    "file": "nhsuk-file-upload__input",
    "radios": "nhsuk-radios__input",
    "scale": "scale__input",
    "checkbox": "nhsuk-checkboxes__input",
    "checkboxes": "nhsuk-checkboxes__input",
}
ERROR_CLASSES = {
    "text": "nhsuk-input--error",
    "password": "nhsuk-input--error",
    "textarea": "nhsuk-textarea--error",
    "select": "nhsuk-select--error",
}
# Plainer than "This field is required", and said of the field; a form with better words gives its own.
MISSING = {
    "radios": "Choose an answer to “{}”",
    "checkboxes": "Choose at least one answer to “{}”",
    "scale": "Choose a number for “{}”",
    "select": "Choose an answer to “{}”",
    "checkbox": "Tick “{}” to go on",
    "file": "Choose a file for “{}”",
}
# Django's own words for what cannot be, in plain ones; what a form says itself stands.
REFUSED = {
    "max_length": "Write %(limit_value)d characters or fewer",
    "min_value": "Enter %(limit_value)s or more",
    "max_value": "Enter %(limit_value)s or less",
}
# Django says it where no words of a field are asked for.
ProhibitNullCharactersValidator.message = "There is a sign in this that cannot be stored. Type it again"
# Of what nobody types or sees: it was right when the page was made.
OUT_OF_DATE = "This page is out of date. Open it again"
NOT_OFFERED = ("invalid_choice", "invalid_list", "invalid_pk_value")
UNSEEN = ("required", "invalid", "min_value", "max_value", *NOT_OFFERED)
TYPED = ("text", "date", "textarea", "password")
PICKED = ("radios", "checkboxes", "scale")


@functools.cache
def djangos_own() -> set[str]:
    """What Django says by itself of a field, where a form has no words of its own."""
    kinds = (
        forms.ChoiceField,
        forms.MultipleChoiceField,
        forms.ModelChoiceField,
        forms.ModelMultipleChoiceField,
    )
    fields = (forms.Field, forms.IntegerField, forms.UUIDField, *kinds)
    return {str(words) for field in fields for words in field.default_error_messages.values()}


class Field(BoundField):
    """A field of a form on a page: its kind, its classes, and where a link to its mistake leads."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        field.widget.attrs.pop("placeholder", None)  # it vanishes when it is needed; a hint stays
        self.say_plainly(field)

    def say_plainly(self, field: forms.Field) -> None:
        """The words of Django's own validators too, which a field of ours may name by their codes."""
        own, messages = djangos_own(), field.error_messages
        hidden = field.widget.is_hidden
        for code in UNSEEN if hidden else ("required", *NOT_OFFERED):
            if (hidden and code not in messages) or messages.get(code, "") in own:
                plain = self.missing if code == "required" else messages.get("required", self.missing)
                messages[code] = OUT_OF_DATE if hidden else plain
        for code, words in REFUSED.items():
            messages.setdefault(code, words)

    @property
    def kind(self) -> str:
        widget = self.field.widget
        named = getattr(widget, "kind", None)
        return named or next((kind for of, kind in KINDS if isinstance(widget, of)), "text")

    @property
    def missing(self) -> str:
        """What to say when nothing was given."""
        if getattr(self.field.widget, "input_type", "") == "email":
            return "Enter an email address"
        return MISSING.get(self.kind, "Enter “{}”").format(self.label)

    @property
    def body_template(self) -> str:
        """What stands between the label and the end of the group."""
        own = {"radios": "choices", "checkboxes": "choices", "scale": "scale", "password": "password"}
        return f"ui/fields/{own.get(self.kind, 'plain')}.html"

    @property
    def is_optional(self) -> bool:
        """Whether the label says (optional); a form of optional fields only sets `say_optional = False`."""
        says = getattr(self.form, "say_optional", True)
        return says and not self.field.required and self.kind != "checkbox"

    @property
    def wrong_parts(self) -> set[str]:
        """Which of several inputs are wrong, where the mistake says so."""
        mistakes = [mistake.params or {} for mistake in self.errors.as_data()]
        return {part for params in mistakes for part in params.get("parts", ())}

    @property
    def anchor(self) -> str:
        """The id that a link in the error summary moves to."""
        if self.kind in PICKED:
            return f"{self.auto_id}_0"
        if isinstance(self.field.widget, widgets.DateInput):
            return f"{self.auto_id}_{self.field.widget.first_of(self.wrong_parts)}"
        return self.id_for_label or self.auto_id

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> Any:
        drawn = widget or self.field.widget
        if isinstance(drawn, widgets.DateInput):
            drawn.wrong = (self.wrong_parts or set(widgets.PARTS)) if self.errors else set()
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        drawn = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if drawn.is_hidden:
            return built
        built.pop("required", None)  # the server says what is missing, in words and all at once
        wrong = ERROR_CLASSES.get(self.kind, "") if self.errors else ""
        names = (CLASSES[self.kind], drawn.attrs.get("class", ""), wrong)
        built["class"] = " ".join(name for name in names if name)
        if self.kind in TYPED:
            # A shared PC must not offer the last patient's details.
            built["autocomplete"] = drawn.attrs.get("autocomplete", "off")
        return built


# Django draws each of these by three templates inside one another: for a form of ten fields, half the page.
PLAIN_INPUTS = {
    f"django/forms/widgets/{kind}.html"
    for kind in (
        "text",
        "hidden",
        "number",
        "email",
        "password",
        "checkbox",
        "radio_option",
        "checkbox_option",
    )
}


def plain_input(widget: dict[str, Any]) -> SafeString:
    """The same words as django/forms/widgets/input.html."""
    value = [("value", str(widget["value"]))] if widget["value"] is not None else []
    return format_html(
        "<input{}>",
        attributes([("type", widget["type"]), ("name", widget["name"]), *value, *widget["attrs"].items()]),
    )


def attributes(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """True stands as a bare word, False not at all."""
    return format_html_join(
        "", "{}", ((attribute(name, value),) for name, value in pairs if value is not False)
    )


def attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


class FormRenderer(TemplatesSetting):
    """Forms, fields and widgets through the project's own templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> Any:
        if template_name in PLAIN_INPUTS and not context["widget"].get("wrap_label"):
            return plain_input(context["widget"])
        return super().render(template_name, context, request)
