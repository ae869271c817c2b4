"""One text file of an item as it was written: its keys, its words, and the lines they stand at."""

import re
from dataclasses import dataclass
from functools import cached_property

from university.engines.catalog.front_matter import split
from university.engines.catalog.model import Finding, Severity
from university.engines.catalog.yaml_text import BadYaml
from university.engines.markup.passages import Passage, read_passages


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file of the catalog whose keys and text are known to be sound; ``path`` is as findings name it."""

    path: str
    head: str
    body: str

    @property
    def body_line(self) -> int:
        """The line that the text begins at."""
        return self.head.count("\n") + 4

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The words of the text."""
        return read_passages(self.body, first_line=self.body_line)

    def line_of(self, key: str) -> int:
        """Give the line of a key at the top; 1 if it is not there."""
        found = re.search(rf"^{re.escape(key)}[ \t]*:", self.head, re.MULTILINE)
        return self.head.count("\n", 0, found.start()) + 2 if found else 1

    def warn(self, code: str, line: int, message: str, mend: str, column: int = 1) -> Finding:
        """Make a warning about this file."""
        return Finding(
            path=self.path,
            line=line,
            column=column,
            code=code,
            message=message,
            mend=mend,
            severity=Severity.WARNING,
        )


def written(path: str, body: bytes) -> Written | None:
    """Take a file apart; None if it has no keys, as a transcript."""
    text = body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    try:
        head, below = split(text)
    except BadYaml:
        return None
    return Written(path=path, head=head, body=below)
