"""Read the live catalog, single versions, the files of courses, and what loads left behind."""

from university.courses.queries.catalog import (
    LiveCatalog,
    find_revision_read,
    find_unpacked,
    forget_catalog,
    get_catalog,
    keep_at_hand,
)
from university.courses.queries.loads import (
    count_reloads,
    find_last_reload,
    find_texts,
    list_findings,
    list_open_reloads,
    map_live_digests,
)
from university.courses.queries.media import get_media, get_picture, get_shown_media, list_widths
from university.courses.queries.versions import (
    UNPACK,
    Version,
    describe,
    get_course_of_version,
    get_difference,
    get_version,
    judge_against,
    list_asked,
    list_versions,
    map_levels,
)

__all__ = [
    "UNPACK",
    "LiveCatalog",
    "Version",
    "count_reloads",
    "describe",
    "find_last_reload",
    "find_revision_read",
    "find_texts",
    "find_unpacked",
    "forget_catalog",
    "get_catalog",
    "get_course_of_version",
    "get_difference",
    "get_media",
    "get_picture",
    "get_shown_media",
    "get_version",
    "judge_against",
    "keep_at_hand",
    "list_asked",
    "list_findings",
    "list_open_reloads",
    "list_versions",
    "list_widths",
    "map_levels",
    "map_live_digests",
]
