"""A rule of the checker: its code, what it says is wrong, and a bad and a good example of it."""

from collections.abc import Callable
from dataclasses import dataclass

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook.minimal import MINIMAL


@dataclass(frozen=True, kw_only=True)
class Swap:
    """Some words of a file in place of others; the pages show the new ones."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Put:
    """A whole file; ``made`` gives one that is large or no text, and ``words`` say what it is."""

    path: str
    body: str | bytes | Callable[[], bytes]
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Take:
    """A file or folder that is not there."""

    path: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """A file or folder under another name."""

    path: str
    to: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link in place of a file or folder, which moves beside the catalog."""

    path: str


@dataclass(frozen=True, kw_only=True)
class Tell:
    """What no file shows, such as a moment; told in ``words`` and not laid."""

    path: str
    words: str


Step = Swap | Put | Take | Move | Link | Tell


@dataclass(frozen=True, kw_only=True)
class Example:
    """What an author wrote, as steps from the smallest catalog; the first step is what pages show."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that the checker can find, and where it finds it in its bad example."""

    code: str
    severity: Severity
    says: str
    bad: Example
    good: Example
    path: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Words of the smallest catalog that examples stand in place of."""

    path: str
    old: str

    @property
    def line(self) -> int:
        """The line of the file that these words begin at."""
        text = MINIMAL[self.path]
        return text.count("\n", 0, text.index(self.old)) + 1

    def swap(self, new: str) -> Swap:
        """Put other words here."""
        return Swap(path=self.path, old=self.old, new=new)


def at(  # noqa: PLR0913 -- a rule is one row of a table
    spot: Spot,
    code: str,
    says: str,
    *,
    bad: str,
    good: str,
    below: int = 0,
    line: int | None = None,
    path: str = "",
    beside: tuple[Step, ...] = (),
    only_bad: tuple[Step, ...] = (),
    only_good: tuple[Step, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Make a rule whose examples are words at one spot; it is found ``below`` lines under its start.

    ``path`` and ``line`` name another place; ``beside`` holds steps that both examples need.
    """
    return Rule(
        code=code,
        severity=severity,
        says=says,
        bad=Example(steps=(spot.swap(bad), *only_bad, *beside)),
        good=Example(steps=(spot.swap(good), *only_good, *beside)),
        path=path or spot.path,
        line=spot.line + below if line is None else line,
    )


def whole(
    path: str,
    code: str,
    says: str,
    *,
    bad: tuple[Step, ...],
    good: tuple[Step, ...],
    line: int = 1,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Make a rule about a whole file or folder."""
    return Rule(
        code=code,
        severity=severity,
        says=says,
        bad=Example(steps=bad),
        good=Example(steps=good),
        path=path,
        line=line,
    )
