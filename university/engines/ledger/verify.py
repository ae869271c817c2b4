"""A chain of links and its remembered head in; every place where it was tampered with out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from university.engines.ledger.chain import BEGINNING, Head, Link, digest_of


class FaultKind(StrEnum):
    """What is wrong at one place of a chain."""

    ALTERED = "altered"
    MISSING = "missing"
    MOVED = "moved"
    REPEATED = "repeated"
    CUT = "cut off"
    ADDED = "added"


@dataclass(frozen=True, order=True)
class Fault:
    """One place where the chain does not hold; `last` is the end of a run of missing links."""

    number: int
    kind: FaultKind
    last: int

    def __str__(self) -> str:
        """Say it as `university ledger verify` prints it."""
        where = f"fact {self.number}" if self.last == self.number else f"facts {self.number} to {self.last}"
        return f"{where}: {self.kind}"


def verify(links: Iterable[Link], head: Head) -> list[Fault]:
    """List every fault of a whole chain, first fact first; an empty list means that it is sound.

    ``head`` is the last number and digest as kept outside the links; ``BEGINNING`` for an empty ledger.
    Reads the links once, in the order given, and keeps none of them.
    """
    walk = _Walk()
    for link in links:
        if _digest(link) != link.digest:
            walk.take_altered(link)
        elif link.number == walk.end.number + 1:
            walk.follow(link)
        else:
            walk.stray(link)
    return sorted({*walk.faults, *walk.missing(), *_compare(walk.end, head)})


@dataclass
class _Walk:
    """How far the reading has come: the highest link so far, the gaps before it and the faults."""

    end: Head = BEGINNING
    gaps: list[range] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take_altered(self, link: Link) -> None:
        """Take a link whose seal is broken; its number cannot be believed, only its place."""
        self.end = Head(self.end.number + 1, link.digest)
        self._fault(self.end.number, FaultKind.ALTERED)

    def follow(self, link: Link) -> None:
        """Take the link that comes next by number; it must also follow by digest."""
        if link.previous != self.end.digest:
            # Both seals hold, so one of the two was sealed anew: the earlier, or the first link itself.
            self._fault(max(self.end.number, 1), FaultKind.ALTERED)
        self.end = Head(link.number, link.digest)

    def stray(self, link: Link) -> None:
        """Take a link whose number is not the next: something is missing, moved or repeated."""
        if link.number > self.end.number:
            self.gaps.append(range(self.end.number + 1, link.number))
            self.end = Head(link.number, link.digest)
        elif gap := next((gap for gap in self.gaps if link.number in gap), None):
            self.gaps.remove(gap)
            self.gaps += [range(gap.start, link.number), range(link.number + 1, gap.stop)]
            self._fault(link.number, FaultKind.MOVED)
        else:
            self._fault(link.number, FaultKind.REPEATED)

    def missing(self) -> Iterator[Fault]:
        """Give the numbers that were passed over and never came."""
        return (Fault(gap.start, FaultKind.MISSING, gap.stop - 1) for gap in self.gaps if gap)

    def _fault(self, number: int, kind: FaultKind) -> None:
        self.faults.append(Fault(number, kind, number))


def _digest(link: Link) -> str:
    return digest_of(
        link.number,
        link.at,
        link.kind,
        link.actor,
        link.subject,
        link.employee_id,
        link.payload_digest,
        link.previous,
    )


def _compare(end: Head, head: Head) -> Iterator[Fault]:
    if end.number < head.number:
        yield Fault(end.number + 1, FaultKind.CUT, head.number)
    elif end.number > head.number:
        yield Fault(head.number + 1, FaultKind.ADDED, end.number)
    elif end.digest != head.digest:
        yield Fault(end.number, FaultKind.ALTERED, end.number)
