"""The pages of a learner: catalog, course and lesson to read; quiz, attempt and result."""

from university.learning.views import (
    allowances,
    assigning,
    changes,
    choosing,
    memory,
    own,
    printing,
    prior_learning,
    quiz,
    reading,
    replay,
    signals,
    voices,
    waivers,
)
from university.learning.views.assigning import bp as assignments
from university.learning.views.blueprint import bp

__all__ = [
    "allowances",
    "assigning",
    "assignments",
    "bp",
    "changes",
    "choosing",
    "memory",
    "own",
    "printing",
    "prior_learning",
    "quiz",
    "reading",
    "replay",
    "signals",
    "voices",
    "waivers",
]
