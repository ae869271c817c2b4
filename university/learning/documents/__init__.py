"""The files that leave learning."""

from university.learning.documents.notes import notes_markdown

__all__ = ["notes_markdown"]
