"""The pages over all rooms: my learning, the search, the guide, and the desk of managers."""

from university.home.views import calendar, pages
from university.home.views.blueprint import bp
from university.home.views.team import bp as team

__all__ = ["bp", "calendar", "pages", "team"]
