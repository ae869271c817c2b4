"""Bounded pieces of addresses: a number the database can hold, a name that can be a file."""

from werkzeug.routing import IntegerConverter, UnicodeConverter


class IdConverter(IntegerConverter):
    """A row's id: from 1 to 1,999,999,999, which every database holds; anything else is an unknown address.

    The pattern alone decides: a number refused after it has matched would be answered as a wrong verb.
    """

    regex = r"[1-9][0-9]{0,8}|1[0-9]{9}"


class SlugConverter(UnicodeConverter):
    """A lasting name: lower-case letters, digits and hyphens, 80 at most."""

    regex = r"[a-z0-9][a-z0-9-]{0,79}"
    part_isolating = True


class FileConverter(UnicodeConverter):
    """What may name a file in one folder; whether a course can hold it, the engine of the catalog says."""

    regex = r"[^/.][^/]{0,199}"
    part_isolating = True
