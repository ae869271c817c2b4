"""Time zones as people say them."""

from zoneinfo import ZoneInfo


def city(zone: ZoneInfo | str) -> str:
    """The part of a zone's name that people say: "Berlin"."""
    return str(zone).rpartition("/")[2].replace("_", " ")
