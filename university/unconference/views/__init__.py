"""The doors of an unconference, in one blueprint."""

from university.unconference.views import desk, pages, topics
from university.unconference.views.blueprint import bp

__all__ = ["bp", "desk", "pages", "topics"]
