"""Questions as written -> questions that can be asked: ids, the values in the braces, and the kind."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from university.engines.catalog.folder import Folder
from university.engines.catalog.known import NAME
from university.engines.catalog.model import Question
from university.engines.catalog.questions.arranged import read_match, read_order
from university.engines.catalog.questions.choices import read_choices
from university.engines.catalog.questions.drills import read_drill
from university.engines.catalog.questions.form import Body, Note
from university.engines.catalog.questions.typed import read_numbers, read_text
from university.engines.markup.blocks import Asked
from university.engines.markup.parse.headings import anchor_of

VALUES: Final = frozenset({"lesson", "kind", "tags", "order", "pass"})
MOST_TAGS: Final = 8


@dataclass(frozen=True)
class _Kind:
    """How a kind is read, what its section must hold, and which values of its own it takes."""

    read: Callable[[Asked, Note], Body]
    form: str
    values: frozenset[str] = frozenset()


CHOICES: Final = _Kind(read_choices, "options with boxes", frozenset({"order"}))
KINDS: Final[Mapping[str, _Kind]] = {
    "order": _Kind(read_order, "a list with numbers, in the right order"),
    "match": _Kind(read_match, "a table of three columns: left, right, why"),
    "text": _Kind(read_text, "accepted wordings with boxes, - [x] for each"),
    "number": _Kind(read_numbers, "accepted numbers with boxes, - [x] for each"),
    "drill": _Kind(read_drill, "### steps, and no options before the first", frozenset({"order", "pass"})),
}


@dataclass(kw_only=True)
class Register:
    """The question ids of a course so far: practice, quiz and banks share them."""

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
            mend = f"End its heading with {{#{_suggestion(asked)} lesson=…}} and the lesson's file name."
            self.folder.note(name, asked.line, "question-without-lesson", message, mend)
        elif lesson not in self.lessons:
            message = f"This question names the lesson {lesson!r}, which is not in this course."
            mend = f"Use one of: {', '.join(sorted(self.lessons))}."
            self.folder.note(name, asked.line, "question-lesson-unknown", message, mend)
        return self._take(asked, name, lesson)

    def _take(self, asked: Asked, name: str, lesson: str) -> Question | None:
        def note(line: int, code: str, message: str, mend: str) -> None:
            self.folder.note(name, line, code, message, mend)

        before = len(self.folder.findings)
        self._check_id(asked, name)
        body = _body(asked, note)
        if body is None or len(self.folder.findings) > before:
            return None
        return Question(
            id=asked.heading.id,
            kind=body.kind,
            stem=asked.stem,
            options=body.options,
            lesson=lesson,
            tags=_tags(asked),
            keeps_order="order" in asked.heading.values,
            steps=body.steps,
            pass_points=body.pass_points,
        )

    def _check_id(self, asked: Asked, name: str) -> None:
        identifier = asked.heading.id
        if not identifier:
            mend = f"End its heading with {{#{_suggestion(asked)}}}, and never change it again."
            self.folder.note(name, asked.line, "question-without-id", "This question has no id.", mend)
        elif identifier in self.taken:
            message = (
                f"Two questions have the id {identifier!r}; the other stands in {self.taken[identifier]}."
            )
            mend = "Give the newer one an id of its own; practice, quiz and banks share their ids."
            self.folder.note(name, asked.line, "question-id-twice", message, mend)
        else:
            self.taken[identifier] = f"{name}, line {asked.line}"


def _body(asked: Asked, note: Note) -> Body | None:
    name = asked.heading.values.get("kind", "")
    kind = KINDS.get(name) if name else CHOICES
    if kind is None:
        note(asked.line, "kind-unknown", f"There is no kind of question called {name!r}.", _other_kind(name))
        return None
    for code, message, mend in _wrong_with(asked, kind):
        note(asked.line, code, message, mend)
    if not asked.has_form:
        message = f"The kind {name!r} asks for {kind.form}."
        note(asked.line, "kind-form", message, f"Write that below this heading, or take kind={name} out.")
        return None
    return kind.read(asked, note)


def _other_kind(name: str) -> str:
    near = difflib.get_close_matches(name, KINDS, n=1)
    if near:
        return f"Did you mean kind={near[0]}?"
    return f"Use one of {', '.join(KINDS)}; options with boxes need no kind."


def _wrong_with(asked: Asked, kind: _Kind) -> Iterator[tuple[str, str, str]]:
    """Say what is wrong with the heading: its words and the values in its braces."""
    if not asked.heading.text.strip() and not asked.stem.strip():
        yield "question-without-words", "This question does not ask anything.", "Write it after the ##."
    values = asked.heading.values
    for key in sorted(values.keys() - VALUES):
        message = f"The braces of this question hold {key!r}, which is not known."
        yield "question-value-unknown", message, f"Beside the id may stand {', '.join(sorted(VALUES))}."
    for key in sorted({"order", "pass"} & values.keys() - kind.values):
        message = f"The braces of this question hold {key!r}, which means nothing for its kind."
        yield "question-value-wrong", message, f"Take {key}= out of the braces."
    if "order" in kind.values and values.get("order", "fixed") != "fixed":
        yield (
            "question-value-wrong",
            f"The options cannot be ordered {values['order']!r}.",
            "Write order=fixed.",
        )
    tags = _tags(asked)
    if "tags" in values and not _are_tags(tags):
        message = f"The tags {values['tags'][:60]!r} cannot be read."
        mend = f"Join up to {MOST_TAGS} lower-case words by commas without blanks: tags=privacy,crisis."
        yield "tags-form", message, mend


def _are_tags(tags: Sequence[str]) -> bool:
    return len(set(tags)) == len(tags) <= MOST_TAGS and all(map(NAME.fullmatch, tags))


def _tags(asked: Asked) -> tuple[str, ...]:
    written = asked.heading.values.get("tags")
    return () if written is None else tuple(written.split(","))


def _suggestion(asked: Asked) -> str:
    words = anchor_of(asked.heading.text).split("-")[:5]
    return "-".join(word for word in words if word.isascii()) or "a-short-name"
