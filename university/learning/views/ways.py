"""Where the buttons of an attempt lead: out of a closed list, never where a form would like to."""

from collections.abc import Sequence

from flask import flash, request, url_for

from university.base.errors import Invalid
from university.engines.quiz.asked import AskedQuestion
from university.learning import queries, rules
from university.learning.models import Attempt
from university.learning.views.choosing import choosing

NEXT = "next"


def onward(
    attempt: Attempt, given: Sequence[rules.GivenAnswer], unreadable: Sequence[AskedQuestion] = ()
) -> str:
    """The page that the pressed button names, out of a closed list; raises ``Invalid`` for another.

    Over what was just written and cannot be read the way on leads back, once: there its field says why.
    """
    goto = request.form.get("goto", NEXT)
    here, count = here_of(attempt, given), len(attempt.draw)
    if goto == NEXT and unreadable:
        return page_of(attempt, given, unreadable[0].number)
    numbers = {str(number): number for number in range(1, count + 1)}
    walks = {f"walk-{number}": number for number in numbers.values()}
    numbers |= {NEXT: here + 1, "previous": max(1, here - 1), "one": 1}
    if goto == "all":
        return url_for(".attempt", attempt_id=attempt.id, view="all")
    if goto == "review" or numbers.get(goto, 0) > count:
        return url_for(".review", attempt_id=attempt.id)
    if goto in walks:
        scene = attempt.draw[walks[goto] - 1]["id"]
        return page_of(attempt, given, walks[goto], anchor=f"scene-{scene}")
    if goto not in numbers:
        raise Invalid("Your answers are saved, but we do not know where that button leads. Go back.")
    if goto.isdecimal() and len(given) > 1:
        return page_of(attempt, given, numbers[goto], anchor=f"question-{goto}")
    return url_for(".attempt", attempt_id=attempt.id, question=numbers[goto])


def here_of(attempt: Attempt, given: Sequence[rules.GivenAnswer]) -> int:
    """The number of the last question on the page that was sent."""
    ids = [question.id for question in queries.drawn_of(attempt)]
    return 1 + max((ids.index(one.question) for one in given), default=0)


def page_of(
    attempt: Attempt, given: Sequence[rules.GivenAnswer], number: int, anchor: str | None = None
) -> str:
    """The page that was sent: all questions, or this one alone."""
    if len(given) > 1:
        return url_for(".attempt", attempt_id=attempt.id, view="all", _anchor=anchor)
    return url_for(".attempt", attempt_id=attempt.id, question=number, _anchor=anchor)


def ask_for_choice(given: Sequence[rules.GivenAnswer]) -> None:
    """Say so when "Choose and go on" was pressed and nothing was chosen."""
    is_walk = request.form.get("goto", "").startswith("walk-")
    if is_walk and not any(rules.CHOICE + one.question in request.form for one in given):
        flash("Choose what you would do first, then go on.", "warn")


def tell_unreadable(
    asked: Sequence[AskedQuestion], given: Sequence[rules.GivenAnswer]
) -> Sequence[AskedQuestion]:
    """What was just written and cannot be read; says so, unless the page that comes next does."""
    touched = {one.question for one in given if one.is_touched}
    unreadable = [question for question in asked if question.is_unreadable and question.id in touched]
    if request.form.get("goto", NEXT) not in {NEXT, "review"}:
        for question in unreadable:
            words = choosing(question.kind).unreadable
            flash(f"Question {question.number}: {words} What you wrote is kept.", "warn")
    return unreadable


def number_asked(asked: str | None, *, most: int) -> int:
    """The number of a question out of an address; anything else is the first one."""
    number = int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1  # noqa: PLR2004 -- no quiz has a thousand questions
    return number if 1 <= number <= most else 1
