"""Decisions of the pages over all rooms: what is asked, what comes first, what helps next; facts in, words out."""

from university.home.rules.asking import NEVER, Ask, Asked, begin_with, merge
from university.home.rules.greeting import CERTIFIED, LAPSED, State, certificate_words, greeting
from university.home.rules.heading import Way, heading_for
from university.home.rules.learned import Learned, learned_in_year
from university.home.rules.recommending import Peers, Program, Recommendation, recommend
from university.home.rules.team import (
    TEAM_COLUMNS,
    Held,
    Owed,
    Running,
    Show,
    TeamFilters,
    TeamState,
    Verdict,
    judge,
    to_remind_of,
)

__all__ = [
    "CERTIFIED",
    "LAPSED",
    "NEVER",
    "TEAM_COLUMNS",
    "Ask",
    "Asked",
    "Held",
    "Learned",
    "Owed",
    "Peers",
    "Program",
    "Recommendation",
    "Running",
    "Show",
    "State",
    "TeamFilters",
    "TeamState",
    "Verdict",
    "Way",
    "begin_with",
    "certificate_words",
    "greeting",
    "heading_for",
    "judge",
    "learned_in_year",
    "merge",
    "recommend",
    "to_remind_of",
]
