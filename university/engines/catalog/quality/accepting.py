"""Warnings that an author has answered: `accept` in the keys silences them, and must silence something."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from university.engines.catalog.model import Finding, Severity
from university.engines.catalog.quality.written import Written
from university.engines.catalog.yaml_text import read_yaml

UNUSED: Final = "accept-unused"


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """One answer: the code it silences, the line it stands at, and the start of the paths it covers."""

    file: Written
    code: str
    line: int
    column: int
    covers: str

    def silences(self, finding: Finding) -> bool:
        """Say whether a finding is the one answered here."""
        return (
            finding.severity is Severity.WARNING
            and finding.code == self.code
            and finding.path.startswith(self.covers)
        )


def read_accepted(file: Written, covers: str) -> list[Accepted]:
    """Read the answers at the top of a file."""
    if "accept" not in file.head:
        return []
    values = read_yaml(file.head, first_line=2)
    return [
        Accepted(file=file, code=entry["warning"], line=line, column=column, covers=covers)
        for number, entry in enumerate(values.mapping.get("accept") or ())
        for line, column in [values.place(("accept", number))]
    ]


def apply(
    accepted: list[Accepted], findings: list[Finding], unasked: Collection[str] = ()
) -> Iterator[Finding]:
    """Give the findings that nobody has answered, and the answers to nothing, save to what was ``unasked``."""
    used = {place for finding in findings for place, one in enumerate(accepted) if one.silences(finding)}
    yield from (finding for finding in findings if not any(one.silences(finding) for one in accepted))
    for place, one in enumerate(accepted):
        if place not in used and one.code not in unasked:
            message = f"Nothing here gives the warning {one.code!r} that is accepted."
            yield one.file.warn(UNUSED, one.line, message, "Take this entry of `accept` out.", one.column)
