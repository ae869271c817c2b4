"""Two versions of one thing -> their difference."""

from dataclasses import replace

from university.engines.catalog.difference.align import Budget
from university.engines.catalog.difference.model import Difference, QuestionChange, TextChange
from university.engines.catalog.difference.questions import question_changes
from university.engines.catalog.difference.rules import rule_changes
from university.engines.catalog.difference.texts import body_change, lesson_changes, outline_changes
from university.engines.catalog.model import Course, Item
from university.engines.markup.safe_html import SafeHTML

FOR_AUTHORS = frozenset({"Owners"})


def compare(before: Item, after: Item) -> Difference:
    """Compare two versions of one thing; raises ``TypeError`` for two kinds of thing.

    Takes bounded time: what differs too much to be compared word by word counts as replaced.
    """
    if type(before) is not type(after):
        raise TypeError("a course is not compared with something else")
    rules = rule_changes(before, after)
    if isinstance(before, Course) and isinstance(after, Course):
        outcome = body_change(before.outcome, after.outcome)
        return Difference(
            rules=rules,
            outline=outline_changes(before, after),
            texts=(*((outcome,) if outcome else ()), *lesson_changes(before, after)),
            questions=question_changes(before.quiz, after.quiz, Budget(), is_counted=True),
        )
    body = body_change(_body(before), _body(after))
    return Difference(rules=rules, texts=(body,) if body else ())


def _body(thing: Item) -> SafeHTML:
    return thing.outcome if isinstance(thing, Course) else thing.body


def for_readers(difference: Difference) -> Difference:
    """Leave out the quiz's questions, and of practice whatever tells a right answer from a wrong one.

    Owners go, too: authors name them by number, and a course's own page shows who they are.
    """
    rules = tuple(rule for rule in difference.rules if rule.name not in FOR_AUTHORS)
    texts = tuple(map(_text_for_readers, difference.texts))
    return replace(difference, rules=rules, questions=(), texts=texts)


def _text_for_readers(text: TextChange) -> TextChange:
    return replace(text, questions=tuple(map(_question_for_readers, text.questions)))


def _question_for_readers(question: QuestionChange) -> QuestionChange:
    return replace(question, options=(), steps=(), rules=())
