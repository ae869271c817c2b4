"""The pages of the authors: health of their courses, editing, versions, statistics."""

from university.studio.views import (
    adding,
    desk,
    exchange,
    health,
    preview,
    preview_media,
    publishing,
    reviews,
    settling,
    statistics,
    versions,
    voices,
    voiding,
    writing,
)
from university.studio.views.blueprint import bp

__all__ = [
    "adding",
    "bp",
    "desk",
    "exchange",
    "health",
    "preview",
    "preview_media",
    "publishing",
    "reviews",
    "settling",
    "statistics",
    "versions",
    "voices",
    "voiding",
    "writing",
]
