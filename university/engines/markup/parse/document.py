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


class TargetKind(StrEnum):
    """What lies at the place that a reference leads to."""

    PAGE = "page"
    PICTURE = "picture"
    DRAWING = "drawing"
    FILM = "film"
    SOUND = "sound"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a reference leads on this site, and for media what a page needs to draw them.

    Pictures and drawings have their size in points; ``sources`` are the addresses of a picture in each
    width that it is offered in, smallest first. ``captions`` is the address of a film's captions,
    ``transcript`` the words of a film or sound as safe HTML without ids, to stand beside the player.
    ``size`` counts bytes, ``name`` is the author's file name. ``adapts`` says of a drawing that it draws
    itself for dark screens as well.
    """

    address: str
    width: int | None = None
    height: int | None = None
    kind: TargetKind = TargetKind.PAGE
    sources: tuple[tuple[str, int], ...] = ()
    captions: str = ""
    transcript: str = ""
    size: int = 0
    media_type: str = ""
    name: str = ""
    adapts: bool = False


Resolve = Callable[[Reference], Target | Flaw]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading with the id and the values its author gave it in braces.

    ``is_repeated`` says that another heading had its anchor already, so that it got one with a number.
    """

    level: int
    text: str
    html: str
    anchor: str
    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_repeated: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """One item of a list that a question reads: a line, and what stands indented below it.

    In a decision drill, if ``below`` ends in a link to a place on the same page, ``leads_to`` is that
    place, and ``before_link`` is what stands below without the link.
    """

    is_checked: bool
    html: str
    below: str
    line: int
    leads_to: str = ""
    before_link: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table below its head; ``written`` counts its cells as they stand in the file."""

    cells: tuple[str, ...]
    written: int
    line: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One top-level block of a text, as HTML that nobody has cleaned yet.

    ``items`` and ``rows`` are read only where the kind of a question asks for them; ``is_footnotes``
    marks the footnotes of the whole text, which stand below everything.
    """

    html: str
    line: int
    heading: Heading | None = None
    tasks: tuple[Task, ...] = ()
    items: tuple[Task, ...] = ()
    rows: tuple[Row, ...] = ()
    is_footnotes: bool = False


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
