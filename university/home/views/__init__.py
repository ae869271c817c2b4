"""The pages over all rooms: my learning, the search, the guide."""

from university.home.views import pages
from university.home.views.blueprint import bp

__all__ = ["bp", "pages"]
