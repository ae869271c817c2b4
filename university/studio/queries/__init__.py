"""What authors may read of their courses."""

from university.studio.queries.drafts import list_drafts
from university.studio.queries.health import CourseHealth, HeadCount, Studio, get_studio

__all__ = ["CourseHealth", "HeadCount", "Studio", "get_studio", "list_drafts"]
