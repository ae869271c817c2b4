"""Which version number a changed thing takes."""

from university.engines.catalog.model import ChangeLevel


def next_number(live: int | None, latest: int | None, level: ChangeLevel) -> int:
    """A first version is 1; a `typo` keeps the number of the live one, the others take a new one."""
    if live is None or latest is None:
        return 1
    return live if level is ChangeLevel.TYPO else latest + 1
