"""What really changed between two versions, and whether its author has said so."""

import difflib
import html
import re
from collections.abc import Iterator
from typing import Final

from university.engines.catalog.model import (
    Certification,
    ChangeLevel,
    Course,
    Finding,
    Item,
    Policy,
    Question,
    Tip,
)

TAG: Final = re.compile(r"<[^>]*>")
NOT_WORDS: Final = re.compile(r"[^\w\s]+")
SAME_WORD: Final = 0.8
SHORT_WORD: Final = 4


def least_level(old: Item, new: Item) -> ChangeLevel:
    """Give the smallest change level that the difference between two versions may be declared as."""
    return ChangeLevel.CLARIFY if reasons(old, new) else ChangeLevel.TYPO


def reasons(old: Item, new: Item) -> list[str]:
    """Say in words which changes are more than prose."""
    if isinstance(old, Course) and isinstance(new, Course):
        return list(_in_course(old, new))
    if isinstance(old, Certification) and isinstance(new, Certification):
        return list(_in_certification(old, new))
    return []


def judge(old: Item, new: Item) -> Finding | None:
    """Refuse a version that says less about its change than the change is; none means it may load."""
    if old.digest == new.digest:
        return None
    why = reasons(old, new)
    if why and new.change is ChangeLevel.TYPO:
        message = f"This version calls itself a typo, but {'; '.join(why)}."
        return _finding(
            new, "change-level-too-low", message, "Set `level` to clarify or material, with a note."
        )
    if new.change is not ChangeLevel.TYPO and not new.note.strip():
        message = f"This version is declared {new.change}, but its note is empty."
        return _finding(
            new, "change-note-missing", message, "Tell readers in `note` what changed, in one line."
        )
    if why and (old.change, old.note) == (new.change, new.note):
        message = f"The change note is still that of the version before, but {'; '.join(why)}."
        return _finding(new, "change-note-old", message, "Tell readers in `note` what changed this time.")
    return None


def _in_course(old: Course, new: Course) -> Iterator[str]:
    for name, words in (("pass_mark", "the pass mark"), ("attempts", "the number of attempts")):
        if getattr(old, name) != getattr(new, name):
            yield f"{words} went from {getattr(old, name)} to {getattr(new, name)}"
    if old.wait_hours != new.wait_hours:
        yield "the waiting time changed"
    if old.draw != new.draw:
        yield "the number of questions drawn changed"
    if set(old.prerequisites) != set(new.prerequisites):
        yield "the prerequisites changed"
    yield from _in_order(old, new)
    yield from _in_questions(old, new)


def _in_order(old: Course, new: Course) -> Iterator[str]:
    before, after = [lesson.slug for lesson in old.lessons], [lesson.slug for lesson in new.lessons]
    yield from (f"the lesson {slug!r} is new" for slug in after if slug not in before)
    yield from (f"the lesson {slug!r} is gone" for slug in before if slug not in after)
    if [slug for slug in before if slug in after] != [slug for slug in after if slug in before]:
        yield "the lessons stand in another order"


def _in_questions(old: Course, new: Course) -> Iterator[str]:
    before, after = _all_questions(old), _all_questions(new)
    yield from (f"the question {name!r} is new" for name in after if name not in before)
    yield from (f"the question {name!r} is gone" for name in before if name not in after)
    for name in before.keys() & after.keys():
        if what := _in_question(before[name], after[name]):
            yield f"{what} of the question {name!r} changed"


def _all_questions(course: Course) -> dict[str, Question]:
    practice = {name: question for lesson in course.lessons for name, question in lesson.practice.items()}
    return practice | course.question_by_id


def _in_question(old: Question, new: Question) -> str:
    if [option.id for option in old.options] != [option.id for option in new.options]:
        return "the number of options"
    if old.right_options != new.right_options:
        return "the answer key"
    if old.lesson != new.lesson:
        return "the lesson"
    pairs = [(old.stem, new.stem)]
    pairs += [(one.text, other.text) for one, other in zip(old.options, new.options, strict=True)]
    return "" if all(_is_typo(one, other) for one, other in pairs) else "the meaning"


def _is_typo(old: str, new: str) -> bool:
    """Say whether two texts differ by spelling, case and punctuation only, word by word."""
    before, after = _words(old), _words(new)
    return len(before) == len(after) and all(map(_is_same_word, before, after))


def _is_same_word(old: str, new: str) -> bool:
    if old == new:
        return True
    is_long = min(len(old), len(new)) >= SHORT_WORD and old[0] == new[0] and old.isalpha() and new.isalpha()
    return is_long and difflib.SequenceMatcher(None, old, new).ratio() >= SAME_WORD


def _words(text: str) -> list[str]:
    return NOT_WORDS.sub("", html.unescape(TAG.sub(" ", text))).casefold().split()


def _in_certification(old: Certification, new: Certification) -> Iterator[str]:
    rules = (
        "permission",
        "permission_words",
        "required",
        "policies",
        "pass_mark",
        "months_valid",
        "warn_days",
    )
    for rule in rules:
        if getattr(old, rule) != getattr(new, rule):
            yield f"its rule `{rule}` changed"


def _finding(item: Item, code: str, message: str, mend: str) -> Finding:
    room = {Course: "courses", Certification: "certifications", Policy: "policies", Tip: "tips"}[type(item)]
    path = f"{room}/{item.slug}/course.md" if room == "courses" else f"{room}/{item.slug}.md"
    return Finding(path=path, line=1, column=1, code=code, message=message, mend=mend)
