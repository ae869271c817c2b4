"""Turn readings of `content/` into versions, and keep what they bring along."""

from university.courses.services.loading import LoadReport, load
from university.courses.services.media import make_widths
from university.courses.services.reloads import ask_for_reload, close_reloads
from university.courses.services.texts import TextStore, keep_texts

__all__ = [
    "LoadReport",
    "TextStore",
    "ask_for_reload",
    "close_reloads",
    "keep_texts",
    "load",
    "make_widths",
]
