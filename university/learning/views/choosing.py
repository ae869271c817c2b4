"""How each kind of question is put to a person: the control, and what to do with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from university.engines.catalog.model import QuestionKind
from university.learning.views.blueprint import bp


@dataclass(frozen=True)
class Choosing:
    """The type of a control in HTML, and the words beside it."""

    control: str
    hint: str


CHOOSING: Mapping[QuestionKind, Choosing] = {
    QuestionKind.SINGLE: Choosing("radio", "Choose one."),
    QuestionKind.MULTIPLE: Choosing("checkbox", "Choose all that fit."),
}


@bp.app_template_filter("choosing")
def choosing(kind: QuestionKind) -> Choosing:
    """How options of this kind are chosen; a kind without a form of its own is a ``KeyError``."""
    return CHOOSING[kind]
