"""Two rows of parts -> which of them belong together, in bounded time."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

ENOUGH: Final = 0.4
WORK: Final = 1_500_000
Opcode = tuple[bool, slice, slice]


@dataclass
class Budget:
    """How much comparing is still paid for; past it, what differs counts as wholly replaced."""

    left: int = WORK

    def has(self, cost: int) -> bool:
        """Pay for a piece of work if there is enough left."""
        if cost > self.left:
            return False
        self.left -= cost
        return True


def runs(before: Sequence[str], after: Sequence[str], budget: Budget) -> list[Opcode]:
    """Split two rows into runs that are the same (True) and runs that differ, in order."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    most = min(len(before), len(after)) - start
    tails = zip(reversed(before), reversed(after), strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1], tails)
    end = min(most, sum(1 for _ in same))
    rest = slice(start, len(before) - end), slice(start, len(after) - end)
    found: list[Opcode] = [(True, slice(0, start), slice(0, start))] if start else []
    found += _middle(before, after, rest, budget)
    if end:
        found.append((True, slice(len(before) - end, len(before)), slice(len(after) - end, len(after))))
    return found


def _middle(
    before: Sequence[str], after: Sequence[str], rest: tuple[slice, slice], budget: Budget
) -> list[Opcode]:
    one, other = before[rest[0]], after[rest[1]]
    if not one and not other:
        return []
    if not one or not other or not budget.has(len(one) * len(other)):
        return [(False, *rest)]
    matcher = difflib.SequenceMatcher(None, one, other)
    return [
        (
            tag == "equal",
            slice(rest[0].start + i1, rest[0].start + i2),
            slice(rest[1].start + j1, rest[1].start + j2),
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def similarity(before: Counter[str], after: Counter[str]) -> float:
    """Say how much of two texts is the same, from 0 to 1, by their words."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def pairs(
    before: Sequence[Counter[str]], after: Sequence[Counter[str]], budget: Budget, *, enough: float = ENOUGH
) -> list[tuple[int, int]]:
    """Pair the parts that are most alike, keeping both orders; parts too different stay alone."""
    cost = sum(len(one) for one in before) * len(after) + sum(len(one) for one in after) * len(before)
    if not before or not after or not budget.has(cost + len(before) * len(after)):
        return []
    alike = [[similarity(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= enough else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return _walk(alike, best, enough)


def _walk(alike: list[list[float]], best: list[list[float]], enough: float) -> list[tuple[int, int]]:
    found, i, j = [], 0, 0
    while i < len(alike) and j < len(alike[0]):
        if alike[i][j] >= enough and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
