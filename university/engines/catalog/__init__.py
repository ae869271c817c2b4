"""A folder -> validated, immutable courses, certifications and policies, or findings; and change levels.

`load.read_catalog` reads, `quality.review` warns, `check.check` does both, `pack` goes to the database
and back, `search.search` finds, `change.judge` compares a version with the one before.
"""

from university.engines.catalog.change import judge, least_level
from university.engines.catalog.check import check
from university.engines.catalog.known import Known
from university.engines.catalog.load import Reading, read_catalog
from university.engines.catalog.pack import (
    pack,
    unpack_certification,
    unpack_course,
    unpack_policy,
    unpack_tip,
)
from university.engines.catalog.quality import review
from university.engines.catalog.search import search

__all__ = [
    "Known",
    "Reading",
    "check",
    "judge",
    "least_level",
    "pack",
    "read_catalog",
    "review",
    "search",
    "unpack_certification",
    "unpack_course",
    "unpack_policy",
    "unpack_tip",
]
