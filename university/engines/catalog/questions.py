"""Questions as written -> questions that can be asked, or findings."""

import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from university.engines.catalog.folder import Folder
from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.markup.blocks import Answer, Asked
from university.engines.markup.parse.headings import anchor_of

LETTERS: Final = string.ascii_lowercase
FEWEST: Final = 2


@dataclass(kw_only=True)
class Register:
    """The question ids of a course so far: practice and quiz share them."""

    folder: Folder
    lessons: frozenset[str]
    taken: dict[str, str] = field(default_factory=dict)

    def practice(self, asked: Asked, name: str, lesson: str) -> Question | None:
        """Take a practice question of a lesson."""
        named = asked.heading.values.get("lesson", lesson)
        if named != lesson:
            message = f"This practice question names the lesson {named!r}, but stands in {lesson!r}."
            self.folder.note(
                name, asked.line, "question-lesson-wrong", message, "Take `lesson=` out of its braces."
            )
        return self._take(asked, name, lesson)

    def counted(self, asked: Asked, name: str) -> Question | None:
        """Take a counted question, which says which lesson it tests."""
        lesson = asked.heading.values.get("lesson", "")
        if not lesson:
            message = "This counted question does not say which lesson it tests."
            mend = f"End its heading with {{#{self._suggestion(asked)} lesson=…}} and the lesson's file name."
            self.folder.note(name, asked.line, "question-without-lesson", message, mend)
        elif lesson not in self.lessons:
            message = f"This question names the lesson {lesson!r}, which is not in this course."
            mend = f"Use one of: {', '.join(sorted(self.lessons))}."
            self.folder.note(name, asked.line, "question-lesson-unknown", message, mend)
        return self._take(asked, name, lesson)

    def _take(self, asked: Asked, name: str, lesson: str) -> Question | None:
        before = len(self.folder.findings)
        self._check_id(asked, name)
        self._check_values(asked, name)
        self._check_answers(asked, name)
        return _question(asked, lesson) if len(self.folder.findings) == before else None

    def _check_id(self, asked: Asked, name: str) -> None:
        identifier = asked.heading.id
        if not identifier:
            mend = f"End its heading with {{#{self._suggestion(asked)}}}, and never change it again."
            self.folder.note(name, asked.line, "question-without-id", "This question has no id.", mend)
        elif identifier in self.taken:
            message = (
                f"Two questions have the id {identifier!r}; the other stands in {self.taken[identifier]}."
            )
            mend = "Give the newer one an id of its own; practice and quiz share their ids."
            self.folder.note(name, asked.line, "question-id-twice", message, mend)
        else:
            self.taken[identifier] = f"{name}, line {asked.line}"

    def _check_values(self, asked: Asked, name: str) -> None:
        for key in asked.heading.values.keys() - {"lesson"}:
            message = f"The braces of this question hold {key!r}, which is not known."
            self.folder.note(
                name, asked.line, "question-value-unknown", message, "Only `lesson=` may stand beside the id."
            )

    def _check_answers(self, asked: Asked, name: str) -> None:
        for code, message, mend in _wrong_with(asked):
            self.folder.note(name, asked.line, code, message, mend)
        for answer in asked.answers:
            if not answer.text.strip():
                self.folder.note(
                    name,
                    answer.line,
                    "option-without-words",
                    "This option has no words.",
                    "Write them after the box.",
                )
            if not answer.feedback.strip():
                mend = "Say in 10 to 30 words, indented on the next line, what would happen, and why."
                self.folder.note(
                    name, answer.line, "option-without-feedback", "This option has no feedback.", mend
                )

    def _suggestion(self, asked: Asked) -> str:
        words = anchor_of(asked.heading.text).split("-")[:5]
        return "-".join(word for word in words if word.isascii()) or "a-short-name"


def _wrong_with(asked: Asked) -> Iterable[tuple[str, str, str]]:
    if not asked.stem.strip():
        yield "question-without-words", "This question does not ask anything.", "Write it after the ##."
    if len(asked.answers) < FEWEST:
        yield (
            "question-one-option",
            "This question has one option only.",
            "Add one or two mistakes that people really make.",
        )
    if len(asked.answers) > len(LETTERS):
        yield (
            "question-too-many-options",
            "This question has more than 26 options.",
            "Three options are usually best.",
        )
    if not any(answer.is_right for answer in asked.answers):
        yield (
            "question-no-right-option",
            "This question has no right option.",
            "Put an x into the box of the right one: - [x].",
        )
    words = [" ".join(answer.text.casefold().split()) for answer in asked.answers]
    if len(set(words)) < len(words):
        yield "option-twice", "Two options of this question say the same.", "Change or drop one of them."


def _question(asked: Asked, lesson: str) -> Question:
    right = sum(answer.is_right for answer in asked.answers)
    return Question(
        id=asked.heading.id,
        kind=QuestionKind.SINGLE if right == 1 else QuestionKind.MULTIPLE,
        stem=asked.stem,
        options=tuple(
            _option(letter, answer) for letter, answer in zip(LETTERS, asked.answers, strict=False)
        ),
        lesson=lesson,
    )


def _option(letter: str, answer: Answer) -> Option:
    return Option(id=letter, text=answer.text, feedback=answer.feedback, is_right=answer.is_right)
