"""What a checker says to an author."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding keeps an item from being loaded."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing an author must mend, or for a warning should look at: where, what, and how to mend it."""

    path: str
    line: int
    column: int
    code: str
    message: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The line an editor can jump from."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message} {self.mend}"
