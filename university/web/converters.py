"""Bounded pieces of addresses: a number the database can hold, a name that can be a file."""

from werkzeug.routing import IntegerConverter, UnicodeConverter

LARGEST = 2**31 - 1


class IdConverter(IntegerConverter):
    """A row's id: from 1 to what every database holds; anything else is an unknown address."""

    regex = r"[1-9]\d{0,9}"

    def __init__(self, map: object) -> None:  # noqa: A002 -- Werkzeug's own name
        """Set the bounds once for all addresses."""
        super().__init__(map, min=1, max=LARGEST)  # type: ignore[arg-type]  # -- the map is Werkzeug's


class SlugConverter(UnicodeConverter):
    """A lasting name: lower-case letters, digits and hyphens, 80 at most."""

    regex = r"[a-z0-9][a-z0-9-]{0,79}"
    part_isolating = True
