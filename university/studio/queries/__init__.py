"""What authors may read of their courses."""

from university.studio.queries.desk import (
    Desk,
    get_desk,
    holds_questions,
    list_file_names,
    list_lessons,
    list_modules,
)
from university.studio.queries.drafts import OpenFile, count_drafts, get_open_file, list_drafts
from university.studio.queries.folder import CourseFolder, digest, get_folder
from university.studio.queries.health import CourseHealth, HeadCount, Studio, get_studio
from university.studio.queries.impact import Impact, get_impact
from university.studio.queries.publishing import Publishing, get_publishing, list_differences
from university.studio.queries.reviews import ReviewRow, list_asked_of, list_reviewers, list_reviews
from university.studio.queries.statistics import CourseStatistics, get_statistics
from university.studio.queries.versions import (
    find_item,
    get_sources,
    get_version,
    get_version_difference,
    get_versions,
)
from university.studio.queries.voiding import Voiding, get_voidable, get_voiding
from university.studio.queries.workbench import Workbench, get_own_workbench, get_workbench

__all__ = [
    "CourseFolder",
    "CourseHealth",
    "CourseStatistics",
    "Desk",
    "HeadCount",
    "Impact",
    "OpenFile",
    "Publishing",
    "ReviewRow",
    "Studio",
    "Voiding",
    "Workbench",
    "count_drafts",
    "digest",
    "find_item",
    "get_desk",
    "get_folder",
    "get_impact",
    "get_open_file",
    "get_own_workbench",
    "get_publishing",
    "get_sources",
    "get_statistics",
    "get_studio",
    "get_version",
    "get_version_difference",
    "get_versions",
    "get_voidable",
    "get_voiding",
    "get_workbench",
    "holds_questions",
    "list_asked_of",
    "list_differences",
    "list_drafts",
    "list_file_names",
    "list_lessons",
    "list_modules",
    "list_reviewers",
    "list_reviews",
]
