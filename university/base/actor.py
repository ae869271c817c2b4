"""Who did it: the actor that stands in every fact."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Actor:
    """An employee, a command typed by an operator, or the system acting by rule."""

    kind: str
    id: int | None = None

    @classmethod
    def employee(cls, employee_id: int) -> Self:
        """A person who is signed in."""
        return cls("employee", employee_id)

    def __str__(self) -> str:
        """The form kept in the ledger."""
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


SYSTEM = Actor("system")
COMMAND = Actor("command")
