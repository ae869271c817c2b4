"""How each kind of question is put to a person: the control, and what to do with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from university.engines.catalog.model import QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.learning.rules import LONGEST
from university.learning.views.blueprint import bp


@dataclass(frozen=True)
class Choosing:
    """The control in HTML, and the words beside it; ``unreadable`` says how to write what cannot be read."""

    control: str
    hint: str
    longest: int = 0
    unreadable: str = ""


CHOOSING: Mapping[QuestionKind, Choosing] = {
    QuestionKind.SINGLE: Choosing("radio", "Choose one."),
    QuestionKind.MULTIPLE: Choosing("checkbox", "Choose all that fit."),
    QuestionKind.TRUE_FALSE: Choosing("radio", "True or false? Choose one."),
    QuestionKind.ORDERING: Choosing("select", "Put these in order: give each its place."),
    QuestionKind.MATCHING: Choosing("select", "Choose for each line the letter of what belongs to it."),
    QuestionKind.TEXT: Choosing(
        "text", "Answer in a word or a few. Upper and lower case do not matter.", LONGEST[QuestionKind.TEXT]
    ),
    QuestionKind.NUMBER: Choosing(
        "text",
        "Answer with a number in digits, such as 12 or 1.5.",
        LONGEST[QuestionKind.NUMBER],
        "We cannot read this as a number. Write it in digits alone, such as 12 or 1.5.",
    ),
    QuestionKind.DRILL: Choosing("radio", "Choose what you would do. Each choice leads on, and is final."),
}


@bp.app_template_filter("choosing")
def choosing(kind: QuestionKind) -> Choosing:
    """How options of this kind are chosen; a kind without a form of its own is a ``KeyError``."""
    return CHOOSING[kind]


@bp.app_template_filter("stem_words")
def stem_words(stem: SafeHTML) -> Markup:
    """What a question asks: its heading, which may stand inside a legend or another heading."""
    return _cut(stem)[0]


@bp.app_template_filter("stem_below")
def stem_below(stem: SafeHTML) -> Markup:
    """What stands between a question's heading and its answers; often nothing."""
    return _cut(stem)[1]


def _cut(stem: SafeHTML) -> tuple[Markup, Markup]:
    html = escape(stem)
    if not html.startswith("<p>"):
        return html, escape("")
    words, _, below = html.removeprefix("<p>").partition("</p>")
    return words, below
