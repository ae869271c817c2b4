"""What really changed between two versions, and whether its author has said so."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from university.engines.catalog.meaning import is_of_one_form, was_another_question, what_changed
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

CERTIFICATION_RULES = (
    "permission",
    "permission_words",
    "after",
    "required",
    "electives",
    "credits",
    "quiz",
    "renewal",
    "practicals",
    "policies",
    "pass_mark",
    "months_valid",
    "warn_days",
    "retake_days",
)
TIP_RULES = ("network", "author", "evidence")


def least_level(old: Item, new: Item) -> ChangeLevel:
    """Give the smallest change level that the difference between two versions may be declared as."""
    return ChangeLevel.CLARIFY if reasons(old, new) else ChangeLevel.TYPO


def reasons(old: Item, new: Item) -> list[str]:
    """Say in words which changes are more than prose."""
    if isinstance(old, Course) and isinstance(new, Course):
        return list(_in_course(old, new))
    if isinstance(old, Certification) and isinstance(new, Certification):
        return list(_in_rules(old, new, CERTIFICATION_RULES))
    if isinstance(old, Tip) and isinstance(new, Tip):
        return list(_in_rules(old, new, TIP_RULES))
    return []


def judge(old: Item, new: Item, earlier: Collection[Question] = ()) -> Finding | None:
    """Refuse a version that says less about its change than the change is; none means it may load.

    ``earlier`` are the counted questions of all earlier versions: an id among them stands for its
    question for ever, even after that was taken out.
    """
    if old.digest == new.digest:
        return None
    if isinstance(old, Course) and isinstance(new, Course) and (reused := _reused(old, new, earlier)):
        return reused
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
    if old.quiz_minutes != new.quiz_minutes:
        yield "the time for an attempt changed"
    if old.display != new.display:
        yield f"what is shown after handing in went from {old.display} to {new.display}"
    if (old.draw, dict(old.draw_by_tag)) != (new.draw, dict(new.draw_by_tag)):
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
    for name in [name for name in after if name in before and before[name] != after[name]]:
        if what := what_changed(before[name], after[name]):
            yield f"{what} of the question {name!r} changed"
    drawn = {tag for tag, _ in (*old.draw_by_tag, *new.draw_by_tag)}
    for name in [question.id for question in new.quiz if question.id in old.question_by_id]:
        if drawn & (set(before[name].tags) ^ set(after[name].tags)):
            yield f"the question {name!r} is drawn by other tags"


def _all_questions(course: Course) -> dict[str, Question]:
    practice = {name: question for lesson in course.lessons for name, question in lesson.practice.items()}
    return practice | course.question_by_id


def _in_rules(old: Item, new: Item, rules: Sequence[str]) -> Iterator[str]:
    for rule in rules:
        if getattr(old, rule) != getattr(new, rule):
            yield f"its rule `{rule}` changed"


def _reused(old: Course, new: Course, earlier: Collection[Question]) -> Finding | None:
    """Refuse an id that stood for another question, in the live version or before."""
    stood_for: defaultdict[str, list[Question]] = defaultdict(list)
    for question in earlier:
        stood_for[question.id].append(question)
    for question in new.quiz:
        live = old.question_by_id.get(question.id)
        was = was_another_question(question, stood_for[question.id] if live is None else ())
        if live and not is_of_one_form(live, question):
            was = was_another_question(question, [live])
        if was:
            message = f"The question {question.id!r} {was}."
            mend = "Give this question an id of its own: answers of years ago point at the old one."
            return Finding(
                path=f"courses/{new.slug}/quiz.md",
                line=1,
                column=1,
                code="question-id-reused",
                message=message,
                mend=mend,
            )
    return None


def _finding(item: Item, code: str, message: str, mend: str) -> Finding:
    room = {Course: "courses", Certification: "certifications", Policy: "policies", Tip: "tips"}[type(item)]
    path = f"{room}/{item.slug}/course.md" if room == "courses" else f"{room}/{item.slug}.md"
    return Finding(path=path, line=1, column=1, code=code, message=message, mend=mend)
