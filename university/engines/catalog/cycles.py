"""Prerequisites that lead back to where they began."""

from collections.abc import Mapping, Sequence

from university.engines.catalog.model import Finding

Wanted = Mapping[str, Sequence[str]]


def find_cycles(wanted: Wanted) -> list[tuple[Finding, str]]:
    """Give a finding for each course that is, in the end, its own prerequisite."""
    return [(_finding(slug, way), slug) for slug in wanted if (way := _way_back(wanted, slug))]


def _way_back(wanted_by: Wanted, start: str) -> list[str]:
    """Find the shortest way from a course over prerequisites back to itself."""
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


def _finding(slug: str, way: list[str]) -> Finding:
    return Finding(
        path=f"courses/{slug}/course.md",
        line=1,
        column=1,
        code="prerequisite-cycle",
        message=f"Nobody could start: the prerequisites run in a circle ({' needs '.join(way)}).",
        mend="Take one of them out of its `prerequisites`.",
    )
