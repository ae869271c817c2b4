"""Counted questions as the catalog holds them."""

from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.markup.safe_html import SafeHTML


def question(id_: str, *, right: str = "a", options: str = "abcd", lesson: str = "hats") -> Question:
    """One question; each letter of ``options`` is an option, those in ``right`` are right."""
    return Question(
        id=id_,
        kind=QuestionKind.SINGLE if len(right) == 1 else QuestionKind.MULTIPLE,
        stem=SafeHTML(f"<p>{id_}?</p>"),
        options=tuple(
            Option(
                id=letter, text=SafeHTML(letter), feedback=SafeHTML(f"why {letter}"), is_right=letter in right
            )
            for letter in options
        ),
        lesson=lesson,
    )


def bank(size: int) -> tuple[Question, ...]:
    """A bank of so many questions, named q0, q1, …"""
    return tuple(question(f"q{number}") for number in range(size))
