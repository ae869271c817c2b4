"""Questions as written -> questions that can be asked, or findings.

`register` knows the ids of a course and the values in the braces; each other module reads one family
of kinds: `choices`, `arranged` (put in order, match), `typed` (short answer, number) and `drills`, whose
steps `graph` checks. `tags` checks what a quiz draws.
"""

from university.engines.catalog.questions.register import Register

__all__ = ["Register"]
