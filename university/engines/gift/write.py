"""The questions of a course -> a GIFT text, with what could not be said in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from university.engines.catalog.model import Option, Question, QuestionKind

SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})
NOT_IN_GIFT: Final = {
    QuestionKind.ORDERING: "GIFT cannot ask to put things in order.",
    QuestionKind.DRILL: "GIFT has no decision drills.",
}
CENT: Final = Decimal("0.00001")


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A GIFT text, and the questions that are not or not wholly in it, with the reason."""

    text: str
    left_out: tuple[tuple[str, str], ...]


def write_gift(questions: Iterable[Question]) -> Exported:
    """Write questions as GIFT; ids, tags and lessons stand in its comments, so that they come back."""
    pieces, left_out = [], []
    for question in questions:
        if reason := NOT_IN_GIFT.get(question.kind):
            left_out.append((question.id, reason))
            continue
        if question.kind is QuestionKind.MATCHING:
            left_out.append((question.id, "GIFT keeps no feedback on single pairs."))
        pieces.append(_item(question))
    return Exported(text="\n".join(pieces), left_out=tuple(left_out))


def _item(question: Question) -> str:
    tags = "".join(
        f" [tag:{tag}]"
        for tag in (*question.tags, *([f"lesson={question.lesson}"] if question.lesson else []))
    )
    answers = "\n".join(f"\t{line}" for line in _answers(question))
    return f"// [id:{question.id}]{tags}\n::{question.id}::[html]{_text(question.stem)} {{\n{answers}\n}}\n"


def _answers(question: Question) -> Iterable[str]:
    match question.kind:
        case QuestionKind.TRUE_FALSE:
            yield _true_or_false(question)
        case QuestionKind.MATCHING:
            yield from (f"={_text(one.text)} -> {_text(one.partner)}" for one in question.options)
        case QuestionKind.NUMBER:
            yield "#"
            yield from map(_number, question.options)
        case QuestionKind.TEXT:
            yield from (_accepted(one) for one in question.options if not one.is_other)
            yield from (f"####{_text(one.feedback)}" for one in question.options if one.is_other)
        case QuestionKind.MULTIPLE:
            yield from _several(question)
        case _:
            yield from (f"{'=' if one.is_right else '~'}{_words(one)}" for one in question.options)


def _true_or_false(question: Question) -> str:
    """Write the key and both feedbacks, the one on the wrong answer first."""
    right = next(one for one in question.options if one.is_right)
    wrong = next(one for one in question.options if not one.is_right)
    key = "TRUE" if right.text.strip().casefold() == "true" else "FALSE"
    return f"{key}#{_text(wrong.feedback)}#{_text(right.feedback)}"


def _several(question: Question) -> Iterable[str]:
    share = (Decimal(100) / len(question.right_options)).quantize(CENT)
    for one in question.options:
        yield f"~%{share if one.is_right else -100}%{_words(one)}"


def _accepted(option: Option) -> str:
    return f"={'' if option.is_right else '%0%'}{_words(option)}"


def _number(option: Option) -> str:
    weight = "" if option.is_right else "%0%"
    if option.is_other or option.low is None or option.high is None:
        return f"~#{_text(option.feedback)}"
    value = str(option.low) if option.low == option.high else f"{option.low}..{option.high}"
    return f"={weight}{value}#{_text(option.feedback)}"


def _words(option: Option) -> str:
    return f"{_text(option.text)}#{_text(option.feedback)}"


def _text(html: str) -> str:
    return " ".join(str(html).translate(SIGNS).split())
