"""What is asked of a person: assignments, courses that changed, and what certifications on the way still want."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from university.certification.queries import OwnStanding
from university.certification.rules import DemandKind
from university.courses.queries import LiveCatalog
from university.engines.catalog.model import Course
from university.home.rules import Ask, Asked, Way, begin_with, heading_for, merge
from university.learning.queries import CourseRow, Due
from university.learning.rules import CourseState

#: A certificate held is the end of one way, and not yet the beginning of the next.
BEGUN_BY: Final = frozenset({DemandKind.COURSE, DemandKind.POLICY})


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A course to begin, or to take again; ``begin_with`` is what must be completed before it, or itself."""

    row: CourseRow
    asked: Asked
    begin_with: Course

    @property
    def first(self) -> Course | None:
        """The other course that comes first."""
        return self.begin_with if self.begin_with.slug != self.row.course.slug else None

    @property
    def is_again(self) -> bool:
        """Whether it was completed before, and is asked once more."""
        return self.row.standing.state is CourseState.COMPLETED


def map_asked(
    catalog: LiveCatalog,
    rows: Mapping[str, CourseRow],
    dues: Sequence[Due],
    certifications: Sequence[OwnStanding],
    on_the_way: Sequence[OwnStanding],
    zone: str,
) -> dict[str, Asked]:
    """Every live course that is asked and not done, by course, what is due first first.

    ``zone`` is the person's own, in which the days of courses that changed end.
    """
    asks = [*_assigned(dues), *_changed(certifications, zone), *_wanted_by(on_the_way, rows)]
    return merge(one for one in asks if one.course in catalog.courses)


def list_to_do(
    catalog: LiveCatalog, rows: Mapping[str, CourseRow], asked: Mapping[str, Asked]
) -> Sequence[ToDo]:
    """What is asked and not under way, in the order of ``asked``."""
    waiting = [slug for slug in asked if rows[slug].standing.state is not CourseState.IN_PROGRESS]
    completed = completed_of(rows)
    return [
        ToDo(
            row=rows[slug],
            asked=asked[slug],
            begin_with=rows[slug].course
            if slug in completed
            else begin_with(rows[slug].course, catalog.courses, completed),
        )
        for slug in waiting
    ]


def list_to_sign(catalog: LiveCatalog, on_the_way: Sequence[OwnStanding]) -> dict[str, str]:
    """The policies still to be signed for the certifications on the way, with their titles."""
    return {
        gap.slug: catalog.policies[gap.slug].title
        for one in on_the_way
        for gap in one.gaps
        if gap.kind is DemandKind.POLICY and gap.slug in catalog.policies
    }


def list_on_the_way(certifications: Sequence[OwnStanding], begun: Iterable[str]) -> list[OwnStanding]:
    """The certifications that somebody holds or held, or is heading for by what they have begun."""
    ways = [
        Way(
            certification=one.certification.slug,
            wants=frozenset(step.slug for step in one.steps if step.kind in BEGUN_BY),
            open_steps=len(one.gaps),
            was_held=one.certificate is not None,
        )
        for one in certifications
    ]
    met = {step.slug for one in certifications for step in one.steps if step.kind in BEGUN_BY and step.is_met}
    chosen = heading_for(ways, met.union(begun))
    return [one for one in certifications if one.certification.slug in chosen]


def _assigned(dues: Iterable[Due]) -> Iterator[Ask]:
    for due in dues:
        words = f"Asked by {due.said_by}"
        if due.reason:
            words = f"{words}: {due.reason}"
        yield Ask(course=due.course, words=words, due_at=due.due_at, zone=due.zone)


def _changed(certifications: Iterable[OwnStanding], zone: str) -> Iterator[Ask]:
    for one in certifications:
        for retake in one.to_retake:
            words = f"It changed since you completed it, and {one.certification.title} asks for it again"
            yield Ask(course=retake.course, words=words, due_at=retake.due_at, zone=zone)


def _wanted_by(on_the_way: Sequence[OwnStanding], rows: Mapping[str, CourseRow]) -> Iterator[Ask]:
    for one in on_the_way:
        for slug in one.certification.required:
            if slug in rows and rows[slug].standing.state is CourseState.NOT_STARTED:
                yield Ask(course=slug, words=f"For {one.certification.title}")


def completed_of(rows: Mapping[str, CourseRow]) -> frozenset[str]:
    """The courses that were completed, also those that are taken once more."""
    return frozenset(slug for slug, row in rows.items() if row.standing.completions)
