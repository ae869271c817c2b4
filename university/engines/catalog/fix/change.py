"""The values of a fix: what was changed in which file, at which line."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Change:
    """One thing that was mended, in words that an author reads; ``path`` is as findings name it."""

    path: str
    line: int
    words: str

    def __str__(self) -> str:
        """The line an editor can jump from."""
        return f"{self.path}:{self.line}: {self.words}"


@dataclass(frozen=True, kw_only=True)
class Mended:
    """One file before and after, with all that was changed in it."""

    path: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]
