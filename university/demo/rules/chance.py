"""Lots that fall the same way for the same seed, on every machine and release of Python."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Thing = TypeVar("Thing")
_SCALE = 1 << 64


class Chance:
    """A run of lots; two with the same seed give the same."""

    def __init__(self, *seed: object) -> None:
        """Take whatever makes this run of lots its own."""
        self._seed = "/".join(map(str, seed))
        self._drawn = 0

    def share(self) -> float:
        """A number from 0 up to 1."""
        self._drawn += 1
        # Hashed, since `random.Random` promises no order of picks across releases of Python.
        digest = sha256(f"{self._seed}\n{self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") / _SCALE

    def between(self, least: int, most: int) -> int:
        """A whole number; both ends may come."""
        return least + int(self.share() * (most - least + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of these."""
        return things[self.between(0, len(things) - 1)]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """So many of these, each once, in an order by lot."""
        return sorted(things, key=lambda _: self.share())[:count]
