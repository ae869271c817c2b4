"""What authors are told of what learners think: an average of enough ratings, words in an order without time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

ENOUGH = 5
STARS = {
    5: "5 stars: I use it at work",
    4: "4 stars: good",
    3: "3 stars: it was all right",
    2: "2 stars: some of it helped",
    1: "1 star: it did not help me",
}


@dataclass(frozen=True)
class Average:
    """How a course is rated: ``stars`` in halves, and nothing while one person could be read from it."""

    count: int
    stars: float | None

    @property
    def words(self) -> str:
        """The same for reading."""
        ratings = "1 rating" if self.count == 1 else f"{self.count} ratings"
        if self.stars is None:
            return f"{ratings}; an average is shown from {ENOUGH} on" if self.count else "No ratings yet"
        return f"{self.stars:g} of 5 stars, from {ratings}"


def average(stars: Sequence[int]) -> Average:
    """Take the average from five ratings on, rounded to halves, so that one more tells little of one person."""
    count = len(stars)
    return Average(count, round(2 * sum(stars) / count) / 2 if count >= ENOUGH else None)


def scattered(ids: Iterable[int], course: str) -> Sequence[int]:
    """Put ratings in an order that stays, and tells nothing of who came first."""
    return sorted(ids, key=lambda id_: sha256(f"{course}/{id_}".encode()).hexdigest())
