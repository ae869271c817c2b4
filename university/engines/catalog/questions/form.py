"""What the kinds of questions have in common: what each is made into, and faults of any options."""

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from university.engines.catalog.model import Option, QuestionKind, Step
from university.engines.markup.blocks import Answer

LETTERS: Final = string.ascii_lowercase
FEWEST: Final = 2

#: Writes down a fault: its line, its code, what is wrong, how to mend it.
Note = Callable[[int, str, str, str], None]


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a kind makes of a section; a question only if nothing was noted on the way."""

    kind: QuestionKind
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    pass_points: int = 0


def check_options(answers: Sequence[Answer], line: int, note: Note) -> None:
    """Note what is wrong with options of any kind: how many, without words or feedback, or twice."""
    if len(answers) < FEWEST:
        note(
            line,
            "question-one-option",
            "This question has one option only.",
            "Add one or two mistakes that people really make.",
        )
    check_most(answers, line, note)
    check_twice([answer.text for answer in answers], line, note)
    check_words(answers, note)


def check_most(answers: Sequence[Answer], line: int, note: Note) -> None:
    """Note more options than there are letters."""
    if len(answers) > len(LETTERS):
        message = f"This question has more than {len(LETTERS)} options."
        note(line, "question-too-many-options", message, "Three options are usually best.")


def check_twice(words: Sequence[str], line: int, note: Note) -> None:
    """Note options that say the same."""
    same = [" ".join(text.casefold().split()) for text in words]
    if len(set(same)) < len(same):
        message = "Two options of this question say the same."
        note(line, "option-twice", message, "Change or drop one of them.")


def check_words(answers: Sequence[Answer], note: Note) -> None:
    """Note options without words or without feedback."""
    for answer in answers:
        if not answer.text.strip():
            message, mend = "This option has no words.", "Write them after the box."
            note(answer.line, "option-without-words", message, mend)
        if not answer.feedback.strip():
            mend = "Say in 10 to 30 words, indented on the next line, what would happen, and why."
            note(answer.line, "option-without-feedback", "This option has no feedback.", mend)
