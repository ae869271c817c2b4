"""Which signature still holds: a material change of a policy asks for a new one, nothing less does."""

from collections.abc import Mapping


def still_holds(signed_version: int, levels: Mapping[int, str]) -> bool:
    """Say whether a signature holds; ``levels`` gives each version's change level, by its id."""
    later = (level for version, level in levels.items() if version > signed_version)
    return "material" not in later
