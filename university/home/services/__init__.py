"""The acts of the pages over all rooms: a manager reminds people, and takes a list along."""

from university.home.services.team import LONGEST_WORDS, MOST_AT_ONCE, Reminded, note_export, remind

__all__ = ["LONGEST_WORDS", "MOST_AT_ONCE", "Reminded", "note_export", "remind"]
