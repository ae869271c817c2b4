"""What changed between two versions, as values in the order of reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from university.engines.markup.safe_html import SafeHTML


class State(StrEnum):
    """What became of a part; the words are those of the page."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """One value of the front matter, in words, as it was and as it is; empty means that there was none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One block of a text with `ins` and `del` in it; ``left_out`` counts the unchanged blocks before it."""

    html: SafeHTML
    is_changed: bool
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class PictureChange:
    """A picture that a text shows no longer, or shows now; ``before`` and ``after`` are its addresses."""

    words: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class OptionChange:
    """One option of a question, marked; ``is_right`` is None where the kind knows no key."""

    state: State
    text: SafeHTML
    feedback: SafeHTML
    is_right: bool | None
    rules: tuple[RuleChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """One scene of a decision drill, marked."""

    state: State
    title: SafeHTML
    text: SafeHTML
    options: tuple[OptionChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionChange:
    """One question, marked; ``is_counted`` tells the quiz's from practice."""

    id: str
    state: State
    kind: str
    lesson: str
    stem: SafeHTML
    options: tuple[OptionChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    is_counted: bool = True


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """One lesson, or the text of the thing itself (whose ``slug`` is empty)."""

    slug: str
    title: str
    state: State
    rules: tuple[RuleChange, ...] = ()
    pieces: tuple[Piece, ...] = ()
    pictures: tuple[PictureChange, ...] = ()
    questions: tuple[QuestionChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutlineChange:
    """A lesson or module that came, went, or stands elsewhere; ``words`` say it."""

    state: State
    slug: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Everything that differs between two versions of one thing; it is false when nothing does.

    ``questions`` are the counted ones and hold the answer key: for authors only.
    """

    rules: tuple[RuleChange, ...] = ()
    outline: tuple[OutlineChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    questions: tuple[QuestionChange, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return any((self.rules, self.outline, self.texts, self.questions))

    @property
    def words(self) -> str:
        """The whole in one line, for headings: "2 rules, 3 lessons, 1 question of the quiz"."""
        lessons = sum(bool(text.slug) for text in self.texts)
        return ", ".join(self._counted(lessons)) or "nothing that readers see"

    def _counted(self, lessons: int) -> Iterator[str]:
        if self.rules:
            yield _some(len(self.rules), "rule", "rules")
        if any(not text.slug for text in self.texts):
            yield "the text"
        if lessons:
            yield _some(lessons, "lesson", "lessons")
        if self.outline and not lessons:
            yield "the outline"
        if self.questions:
            yield _some(len(self.questions), "question of the quiz", "questions of the quiz")


def _some(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
