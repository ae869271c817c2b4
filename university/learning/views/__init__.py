"""The pages of a learner: catalog, course and lesson to read; quiz, attempt and result."""

from university.learning.views import changes, choosing, quiz, reading
from university.learning.views.blueprint import bp

__all__ = ["bp", "changes", "choosing", "quiz", "reading"]
