"""What can be read of the pages over all rooms: my learning, the team, and the search."""

from university.home.queries.archive import Archive, get_archive
from university.home.queries.calendar import DatedThing, list_dates
from university.home.queries.my_learning import MyLearning, get_my_learning
from university.home.queries.search import Result, search_everything
from university.home.queries.team import Member, Team, get_team, list_chosen, list_members
from university.home.queries.team_person import PersonPage, get_person

__all__ = [
    "Archive",
    "DatedThing",
    "Member",
    "MyLearning",
    "PersonPage",
    "Result",
    "Team",
    "get_archive",
    "get_my_learning",
    "get_person",
    "get_team",
    "list_chosen",
    "list_dates",
    "list_members",
    "search_everything",
]
