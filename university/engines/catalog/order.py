"""What comes first: courses by their prerequisites, certifications by those that they come after."""

from collections.abc import Mapping, Sequence

Wanted = Mapping[str, Sequence[str]]


def all_before(slug: str, wanted: Wanted) -> list[str]:
    """Give all that comes before one thing, each once, the farthest last; what is not known is left out."""
    way, seen = [slug], {slug}
    for one in way:
        nearer = [other for other in dict.fromkeys(wanted[one]) if other in wanted and other not in seen]
        way += nearer
        seen.update(nearer)
    return way[1:]


def in_order(wanted: Wanted) -> list[str]:
    """Put names in an order in which one may go through them: what needs least first, then by name."""
    return sorted(wanted, key=lambda slug: (len(all_before(slug, wanted)), slug))
