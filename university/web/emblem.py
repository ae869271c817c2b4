"""Draw a course's emblem: a few numbers from its slug, the same on every page and for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2s

_MIDDLE = 24
_CORNERS = ((0, 0, 0), (48, 0, 90), (48, 48, 180), (0, 48, 270))


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape on a sheet of 48 by 48: its middle, its reach, its turn in degrees, its tone 1 to 3."""

    kind: str
    tone: int
    x: int
    y: int
    size: int
    turn: int = 0


def emblem(slug: str) -> list[Shape]:
    """Give the two or three shapes of a slug, the lowest first."""
    dice = _dice(slug)
    corner = next(dice) % 4
    shapes = [_ground_shape(next(dice), corner), _bright_shape(next(dice), corner)]
    if next(dice) % 3:
        shapes.append(_small_shape(next(dice), corner))
    return shapes


def _dice(slug: str) -> Iterator[int]:
    yield from blake2s(slug.encode(), digest_size=8).digest()


def _ground_shape(roll: int, corner: int) -> Shape:
    x, y, turn = _CORNERS[corner]
    if roll % 3 == 0:
        return Shape("quarter", 1, x, y, 38 + roll % 2 * 6, turn)
    if roll % 3 == 1:
        return Shape("half", 1, _MIDDLE, 34, 20, turn // 180 * 180)
    return Shape("square", 1, _toward(x, 18), _toward(y, 18), 13, roll % 2 * 45)


def _bright_shape(roll: int, corner: int) -> Shape:
    x, y, turn = _CORNERS[(corner + 2) % 4]
    kind = ("disc", "ring", "quarter", "bars")[roll % 4]
    if kind == "quarter":
        return Shape(kind, 2, x, y, 24, turn)
    return Shape(kind, 2, _toward(x, 17), _toward(y, 17), 9 + roll % 2 * 2, roll % 2 * 90)


def _small_shape(roll: int, corner: int) -> Shape:
    x, y, _ = _CORNERS[(corner + 1) % 4]
    return Shape(("disc", "square")[roll % 2], 3, _toward(x, 12), _toward(y, 12), 4, 45)


def _toward(edge: int, distance: int) -> int:
    """A place this far in from an edge of the sheet."""
    return edge + distance if edge == 0 else edge - distance
