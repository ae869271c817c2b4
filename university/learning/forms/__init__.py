"""What learners type: notes, mistakes they found, what they think of a course."""

from university.learning.forms.own import BookmarkForm, NoteForm
from university.learning.forms.voices import MistakeForm, RatingForm

__all__ = ["BookmarkForm", "MistakeForm", "NoteForm", "RatingForm"]
