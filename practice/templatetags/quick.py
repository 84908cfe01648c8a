"""Tags that spare a page work it need not do again: addresses, cells, and what is the same on every page."""

from django.template import Context, Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, Variable, token_kwargs
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as compile_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from practice.addresses import address
from practice.templatetags.skerry import frame_of_cell

register = Library()


class QuickUrl(URLNode):
    """Django's `url`, answered by practice.addresses where no value is given by name."""

    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *(value.resolve(context) for value in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> QuickUrl:
    """`{% url "patients:record" here.ods_code patient.pk %}`."""
    node = compile_url(parser, token)
    return QuickUrl(node.view_name, node.args, node.kwargs, node.asvar)


class Fixed(Node):
    """What is drawn by the first page and then kept for as long as the process lives."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: str | None = None

    def render(self, context: Context) -> str:
        if self.drawn is None:
            self.drawn = self.nodelist.render(context.new({}))
        return self.drawn


@register.tag
def fixed(parser: Parser, token: Token) -> Fixed:
    """`{% fixed %}…{% endfixed %}`: round parts of the frame that no page and no person changes.

    They see no variables, so that nobody's name can be kept in them by mistake.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist)


class Cell(Node):
    """The words of a cell between what always stands round them."""

    def __init__(self, nodelist: NodeList, label: FilterExpression, options: dict[str, bool]) -> None:
        self.nodelist, self.label, self.options = nodelist, label, options
        self.frame = (
            None if isinstance(label.var, Variable) else frame_of_cell(label.resolve(Context()), **options)
        )

    def render(self, context: Context) -> SafeString:
        content = self.nodelist.render(context)
        before, after = self.frame or frame_of_cell(self.label.resolve(context), **self.options)
        return SafeString(f"{before}{content if content.strip() else 'No data'}{after}")


@register.tag
def cell(parser: Parser, token: Token) -> Cell:
    """`{% cell "Due" %}…{% endcell %}`: carries its heading on a phone, and is never empty.

    `row=1` for the first cell, which names the row; `numeric=1` for figures. A long list has hundreds of these, so
    what does not change is put together when the template is read.
    """
    _name, label, *options = token.split_contents()
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    given = token_kwargs(options, parser)
    named = {name: name in given and bool(given[name].resolve(Context())) for name in ("numeric", "row")}
    return Cell(nodelist, parser.compile_filter(label), named)
