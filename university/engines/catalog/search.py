"""Search that forgives: case, accents, word order, beginnings of words, a typo or two."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from university.engines.catalog.model import Course

WORD: Final = re.compile(r"\w+")
QUERY_WORDS: Final = 12
LONGEST: Final = 40
Thing = TypeVar("Thing")
WEIGHTS: Final = {"title": 8, "lessons": 4, "summary": 3, "objectives": 2, "audience": 2}


def search(courses: Iterable[Course], text: str) -> list[Course]:
    """Give the courses that answer every word of a text, best first; no words give all, in order."""
    return rank(courses, text, _fields)


def rank(things: Iterable[Thing], text: str, describe: Callable[[Thing], Mapping[str, str]]) -> list[Thing]:
    """The same for things of any kind; ``describe`` gives their texts under the names of ``WEIGHTS``."""
    wanted = [word[:LONGEST] for word in _words(text)][:QUERY_WORDS]
    listed = list(things)
    if not wanted:
        return listed
    scored = [(_score(describe(thing), wanted), thing) for thing in listed]
    found = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [thing for _, thing in found]


def _score(texts: Mapping[str, str], wanted: list[str]) -> float:
    fields = {name: set(_words(text)) for name, text in texts.items()}
    total = 0.0
    for word in wanted:
        best = max(
            WEIGHTS[name] * max((_likeness(word, other) for other in words), default=0.0)
            for name, words in fields.items()
        )
        if not best:
            return 0.0
        total += best
    return total


def _fields(course: Course) -> dict[str, str]:
    return {
        "title": f"{course.title} {course.slug} {course.slug.replace('-', '')}",
        "lessons": " ".join(lesson.title for lesson in course.lessons),
        "summary": course.summary,
        "objectives": " ".join(course.objectives),
        "audience": course.audience,
    }


def _words(text: str) -> list[str]:
    """Split into words without accents and case; compatibility forms count as the plain ones."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(sign for sign in apart if not unicodedata.combining(sign)))


def _likeness(wanted: str, word: str) -> float:
    if wanted == word:
        return 1.0
    if word.startswith(wanted):
        return 0.8
    allowed = min(len(wanted) // 4, 2) if wanted.isalpha() else 0  # a number with a typo is another number
    if not allowed:
        return 0.0
    typos = min(_typos(wanted, word, allowed), _typos(wanted, word[: len(wanted)], allowed))
    return 0.0 if typos > allowed else 0.6 / typos if typos else 0.8


def _typos(one: str, other: str, allowed: int) -> int:
    """Count letters changed, added, lost or swapped; gives up above what is allowed."""
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for spot, mark in enumerate(other, 1):
            cost = min(before[spot] + 1, row[spot - 1] + 1, before[spot - 1] + (letter != mark))
            if place > 1 < spot and letter == other[spot - 2] and one[place - 2] == mark:
                cost = min(cost, older[spot - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return allowed + 1
    return row[-1]
