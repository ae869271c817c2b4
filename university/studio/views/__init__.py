"""The pages of the authors: health of their courses, editing, versions, statistics."""

from university.studio.views import health
from university.studio.views.blueprint import bp

__all__ = ["bp", "health"]
