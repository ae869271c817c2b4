"""What asks for itself in the end: prerequisites, and certifications that come after each other."""

from collections.abc import Mapping, Sequence

from university.engines.catalog.model import Finding

Wanted = Mapping[str, Sequence[str]]


def find_course_cycles(wanted: Wanted) -> list[tuple[Finding, str]]:
    """Give a finding for each course that is, in the end, its own prerequisite."""
    return [(_course_finding(slug, way), slug) for slug, way in _ways_back(wanted)]


def find_program_cycles(wanted: Wanted) -> list[tuple[Finding, str]]:
    """Give a finding for each certification that comes, in the end, after itself."""
    return [(_program_finding(slug, way), slug) for slug, way in _ways_back(wanted)]


def _ways_back(wanted: Wanted) -> list[tuple[str, list[str]]]:
    return [(slug, way) for slug in wanted if (way := _way_back(wanted, slug))]


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


def _course_finding(slug: str, way: list[str]) -> Finding:
    return Finding(
        path=f"courses/{slug}/course.md",
        line=1,
        column=1,
        code="prerequisite-cycle",
        message=f"Nobody could start: the prerequisites run in a circle ({' needs '.join(way)}).",
        mend="Take one of them out of its `prerequisites`.",
    )


def _program_finding(slug: str, way: list[str]) -> Finding:
    return Finding(
        path=f"certifications/{slug}.md",
        line=1,
        column=1,
        code="certification-cycle",
        message=f"Nobody could earn it: the certifications run in a circle ({' comes after '.join(way)}).",
        mend="Take one of them out of its `after`.",
    )
