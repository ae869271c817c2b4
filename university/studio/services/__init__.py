"""What authors may do with their courses."""

from university.studio.services.adding import (
    add_lesson,
    add_picture,
    add_question,
    append_text,
    begin_course,
    look_at,
)
from university.studio.services.committing import Author
from university.studio.services.drafts import Stale, Text, discard, keep_mine, remove, save
from university.studio.services.exchange import (
    Target,
    bank_name,
    count_arrivals,
    import_drafts,
    import_files,
    read_folder,
    read_import,
    write_files,
)
from university.studio.services.loading import ContentFolder, find_commit, load_content, read_content
from university.studio.services.overlay import check_drafts, read_drafts, read_text
from university.studio.services.publishing import Change, Edition, make_live, prepare, written
from university.studio.services.reloading import Memory, in_words, read_changes, should_wait
from university.studio.services.reviews import answer_review, ask_for_review

__all__ = [
    "Author",
    "Change",
    "ContentFolder",
    "Edition",
    "Memory",
    "Stale",
    "Target",
    "Text",
    "add_lesson",
    "add_picture",
    "add_question",
    "answer_review",
    "append_text",
    "ask_for_review",
    "bank_name",
    "begin_course",
    "check_drafts",
    "count_arrivals",
    "discard",
    "find_commit",
    "import_drafts",
    "import_files",
    "in_words",
    "keep_mine",
    "load_content",
    "look_at",
    "make_live",
    "prepare",
    "read_changes",
    "read_content",
    "read_drafts",
    "read_folder",
    "read_import",
    "read_text",
    "remove",
    "save",
    "should_wait",
    "write_files",
    "written",
]
