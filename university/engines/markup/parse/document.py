"""The values that leave the parser: parts of a text, still unsafe, and what its author must mend."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape


@dataclass(frozen=True, kw_only=True, order=True)
class Flaw:
    """One thing in a text that its author must mend."""

    line: int
    column: int
    code: str
    message: str
    mend: str


class ReferenceKind(StrEnum):
    """What a text points at."""

    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A link or image as the author wrote it, and where."""

    kind: ReferenceKind
    address: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a reference leads on this site; a picture also has its size."""

    address: str
    width: int | None = None
    height: int | None = None


Resolve = Callable[[Reference], Target | Flaw]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading with the id and the values its author gave it in braces."""

    level: int
    text: str
    html: str
    anchor: str
    id: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Task:
    """One box of a task list: a line, and what stands indented below it."""

    is_checked: bool
    html: str
    below: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One top-level block of a text, as HTML that nobody has cleaned yet."""

    html: str
    line: int
    heading: Heading | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A parsed text: its parts in order and all that is wrong with it."""

    parts: tuple[Part, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def html(self) -> str:
        """All parts as one text, not cleaned yet."""
        return "".join(part.html for part in self.parts)


def attribute(name: str, value: str | int | None) -> str:
    """Write one HTML attribute, or nothing for an empty value."""
    return "" if value in {None, ""} else f' {name}="{escape(str(value))}"'
