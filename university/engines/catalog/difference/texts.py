"""Lessons and bodies of two versions -> their marked text, pictures and practice, and the outline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from university.engines.catalog.difference.align import Budget, runs
from university.engines.catalog.difference.marks import pieces
from university.engines.catalog.difference.model import OutlineChange, PictureChange, State, TextChange
from university.engines.catalog.difference.questions import question_changes
from university.engines.catalog.difference.rules import rule_changes
from university.engines.catalog.model import Course, Lesson, Question

PICTURE: Final = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
VALUE: Final = r"\s{}=(?:\"([^\"]*)\"|'([^']*)')"
SRC: Final = re.compile(VALUE.format("src"))
ALT: Final = re.compile(VALUE.format("alt"))


def body_change(before: str, after: str) -> TextChange | None:
    """Compare the text of the thing itself; None when it is the same."""
    found = pieces(before, after)
    if not found:
        return None
    return TextChange(slug="", title="", state=State.CHANGED, pieces=found, pictures=_pictures(before, after))


def lesson_changes(before: Course, after: Course) -> tuple[TextChange, ...]:
    """Compare lesson by lesson, in the new order; those that are gone come last."""
    old, new = before.lesson_by_slug, after.lesson_by_slug
    gone = [slug for slug in old if slug not in new]
    found = (_lesson(old.get(slug), new.get(slug)) for slug in [*new, *gone])
    return tuple(change for change in found if change)


def _lesson(before: Lesson | None, after: Lesson | None) -> TextChange | None:
    shown = after or before
    if shown is None or before == after:
        return None
    budget = Budget()
    texts = [_prose(lesson) if lesson else "" for lesson in (before, after)]
    asked = [tuple(lesson.practice.values()) if lesson else () for lesson in (before, after)]
    change = TextChange(
        slug=shown.slug,
        title=shown.title,
        state=State.NEW if before is None else State.GONE if after is None else State.CHANGED,
        rules=rule_changes(before, after) if before and after else (),
        pieces=pieces(texts[0], texts[1], budget),
        pictures=_pictures(texts[0], texts[1]),
        questions=question_changes(asked[0], asked[1], budget, is_counted=False),
    )
    is_seen = change.state is not State.CHANGED or change.rules or change.pieces or change.questions
    return change if is_seen else None


def _prose(lesson: Lesson) -> str:
    return "\n".join(block for block in lesson.blocks if not isinstance(block, Question))


def _pictures(before: str, after: str) -> tuple[PictureChange, ...]:
    """Say which pictures came and went; one that kept its words is one that was replaced."""
    old, new = _shown(before), _shown(after)
    gone, come = list((old - new).elements()), list((new - old).elements())
    found = []
    for words, address in come:
        was = next((one for one in gone if one[0] == words), None)
        if was:
            gone.remove(was)
        found.append(PictureChange(words=words, before=was[1] if was else "", after=address))
    found += [PictureChange(words=words, before=address, after="") for words, address in gone]
    return tuple(found)


def _shown(text: str) -> Counter[tuple[str, str]]:
    return Counter((_value(ALT, tag), _value(SRC, tag)) for tag in PICTURE.findall(text))


def _value(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return (found[1] or found[2] or "") if found else ""


def outline_changes(before: Course, after: Course) -> tuple[OutlineChange, ...]:
    """Say which lessons and modules came, went, were renamed or stand elsewhere."""
    return (*_lessons(before, after), *_modules(before, after))


def _lessons(before: Course, after: Course) -> Iterator[OutlineChange]:
    old, new = before.lesson_by_slug, after.lesson_by_slug
    places = {lesson.slug: place for place, lesson in enumerate(after.lessons, 1)}
    moved = _moved([slug for slug in old if slug in new], [slug for slug in new if slug in old])
    for slug, lesson in new.items():
        if slug not in old:
            words = f"“{lesson.title}” is new, as lesson {places[slug]}."
            yield OutlineChange(state=State.NEW, slug=slug, words=words)
        elif slug in moved:
            words = f"“{lesson.title}” moved and is now lesson {places[slug]}."
            yield OutlineChange(state=State.MOVED, slug=slug, words=words)
        elif _module_of(before, slug) != _module_of(after, slug):
            words = f"“{lesson.title}” now stands in the module “{_module_of(after, slug)}”."
            yield OutlineChange(state=State.MOVED, slug=slug, words=words)
        if slug in old and old[slug].title != lesson.title:
            words = f"“{old[slug].title}” is now called “{lesson.title}”."
            yield OutlineChange(state=State.CHANGED, slug=slug, words=words)
    for slug, lesson in old.items():
        if slug not in new:
            yield OutlineChange(state=State.GONE, slug=slug, words=f"“{lesson.title}” is gone.")


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Give the fewest names that must move to make one order of the other, as a person would say it."""
    kept = {name for is_same, _, place in runs(before, after, Budget()) if is_same for name in after[place]}
    return set(after) - kept


def _module_of(course: Course, slug: str) -> str:
    return next(module.title for module in course.modules if slug in {one.slug for one in module.lessons})


def _modules(before: Course, after: Course) -> Iterator[OutlineChange]:
    old, new = [module.title for module in before.modules], [module.title for module in after.modules]
    for title in new:
        if title not in old:
            yield OutlineChange(state=State.NEW, slug="", words=f"The module “{title}” is new.")
    for title in old:
        if title not in new:
            yield OutlineChange(state=State.GONE, slug="", words=f"The module “{title}” is gone.")
