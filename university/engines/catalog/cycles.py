"""Prerequisites that lead back to where they began."""

from collections.abc import Iterator, Mapping

from university.engines.catalog.model import Course, Finding


def find_cycles(courses: Mapping[str, Course]) -> list[tuple[Finding, str]]:
    """Give a finding for each course that is, in the end, its own prerequisite."""
    return [(_finding(slug, way), slug) for slug in courses if (way := _way_back(courses, slug))]


def _way_back(courses: Mapping[str, Course], start: str) -> list[str]:
    """Find the shortest way from a course over prerequisites back to itself."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for wanted in _wanted(courses, way[-1]):
            if wanted == start:
                return [*way, start]
            if wanted not in seen:
                seen.add(wanted)
                ways.append([*way, wanted])
    return []


def _wanted(courses: Mapping[str, Course], slug: str) -> Iterator[str]:
    if slug in courses:
        yield from courses[slug].prerequisites


def _finding(slug: str, way: list[str]) -> Finding:
    return Finding(
        path=f"courses/{slug}/course.md",
        line=1,
        column=1,
        code="prerequisite-cycle",
        message=f"Nobody could start: the prerequisites run in a circle ({' needs '.join(way)}).",
        mend="Take one of them out of its `prerequisites`.",
    )
