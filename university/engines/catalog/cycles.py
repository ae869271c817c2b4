"""What asks for itself in the end: prerequisites, and certifications that come after each other."""

from dataclasses import dataclass
from typing import Final

from university.engines.catalog.model import Finding
from university.engines.catalog.order import Wanted


@dataclass(frozen=True, kw_only=True)
class Circle:
    """What a circle of one kind of items is called: where it is said, by which code, in which words."""

    path: str
    code: str
    message: str
    between: str
    mend: str


OF_COURSES: Final = Circle(
    path="courses/{}/course.md",
    code="prerequisite-cycle",
    message="Nobody could start: the prerequisites run in a circle ({}).",
    between=" needs ",
    mend="Take one of them out of its `prerequisites`.",
)
OF_CERTIFICATIONS: Final = Circle(
    path="certifications/{}.md",
    code="certification-cycle",
    message="Nobody could earn it: the certifications run in a circle ({}).",
    between=" comes after ",
    mend="Take one of them out of its `after`.",
)


def find_cycles(wanted: Wanted, circle: Circle) -> list[tuple[Finding, str]]:
    """Give a finding for each item that is, in the end, asked for by itself."""
    return [(_finding(circle, slug, way), slug) for slug in wanted if (way := _way_back(wanted, slug))]


def _way_back(wanted_by: Wanted, start: str) -> list[str]:
    """Find the shortest way from one thing over what it asks for back to itself."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for wanted in wanted_by.get(way[-1], ()):
            if wanted == start:
                return [*way, start]
            if wanted not in seen:
                seen.add(wanted)
                ways.append([*way, wanted])
    return []


def _finding(circle: Circle, slug: str, way: list[str]) -> Finding:
    return Finding(
        path=circle.path.format(slug),
        line=1,
        column=1,
        code=circle.code,
        message=circle.message.format(circle.between.join(way)),
        mend=circle.mend,
    )
