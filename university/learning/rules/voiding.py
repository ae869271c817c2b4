"""What it means to void a question: for one attempt that was asked it, and which reasons will do."""

from dataclasses import dataclass

from university.base.errors import Invalid
from university.engines.quiz.mark import Marking, passes

SHORTEST_REASON, LONGEST_REASON = 10, 500


@dataclass(frozen=True, kw_only=True)
class Rescored:
    """The score and the verdict of one attempt before a question was voided, and after."""

    score_before: int
    score: int
    was_passed: bool
    is_passed: bool

    @property
    def rises(self) -> bool:
        """Whether the score is another one now."""
        return self.score > self.score_before

    @property
    def passes_by_it(self) -> bool:
        """Whether the attempt passes only because the question was voided."""
        return self.is_passed and not self.was_passed


def rescored(score: int, marking: Marking, pass_mark: int, *, was_passed: bool) -> Rescored:
    """Score an attempt anew, with its ``marking`` as it is now: never lower, and a pass is never taken back."""
    return Rescored(
        score_before=score,
        score=max(score, marking.score),
        was_passed=was_passed,
        is_passed=was_passed or passes(marking.right, marking.drawn_count, pass_mark),
    )


def checked_reason(reason: str) -> str:
    """Give the reason without blanks around it; raises ``Invalid`` for one too short or too long."""
    words = reason.strip()
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise Invalid(
            f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON} characters: whoever was asked reads it."
        )
    return words
