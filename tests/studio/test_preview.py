"""The next version as a learner would have it: real pages, real marking, and nothing written down."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import people
from tests.page import text
from university.courses.models import ContentKind, ContentVersion
from university.engines.catalog import read_catalog
from university.engines.catalog.model import CHOICES, QuestionKind
from university.engines.catalog.wording import plain
from university.engines.quiz import keys
from university.engines.quiz.draw import draw
from university.engines.quiz.walk import choice, walk
from university.records.models import LedgerHead
from university.storage.tables import Base
from university.studio.models import Draft

CONTENT = Path(__file__).parents[1] / "content"
HOME = "/studio/every-element/preview/"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"content_folder": CONTENT})


@pytest.fixture
def author(session, page_of, now):
    return page_of(people.employee(session, "author"))


@pytest.fixture
def course():
    return read_catalog(CONTENT).catalog.courses["every-element"]


@pytest.fixture
def drafted(session, now):
    """Save a draft of one file of the course."""

    def save(name, body):
        saver = people.employee(session, "author")
        session.add(
            Draft(
                course="every-element",
                path=name,
                body=body.encode(),
                based_on="",
                saved_by_id=saver.id,
                saved_at=now,
            )
        )
        session.commit()

    return save


def everything(session):
    """How many rows there are of each kind, and where the ledger ends."""
    session.rollback()
    counts = {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }
    return counts, session.execute(sa.select(LedgerHead.number, LedgerHead.digest)).all()


def right(question):
    """An answer that is right."""
    if question.kind in CHOICES:
        return sorted(question.right_options)
    if question.kind is QuestionKind.ORDERING:
        return [option.id for option in question.options]
    if question.kind is QuestionKind.MATCHING:
        return [f"{option.id}={option.id}" for option in question.options]
    if question.kind is QuestionKind.TEXT:
        return [plain(next(option.text for option in question.options if option.is_right))]
    if question.kind is QuestionKind.NUMBER:
        return [str(next(option.low for option in question.options if option.is_right))]
    return _way(question, [])


def _way(question, given):
    """A way through a drill that passes."""
    here = walk(question, given)
    if here.is_at_end:
        return given if here.is_passed else None
    ways = (_way(question, [*given, choice(here.here, option)]) for option in here.here.options)
    return next((way for way in ways if way), None)


def drawn_for(course, seed):
    return draw(course.quiz, course.draw, seed)


def sheet(course, seed, answer):
    """The form of the quiz with an answer to every question, as the page sends it."""
    fields = {"seed": seed, "question": [question.id for question in course.quiz]}
    for one in drawn_for(course, seed):
        question = course.question_by_id[one.id]
        fields[f"answer-{one.id}"] = list(keys.write(question, one, answer(question)))
    return fields


def test_a_full_walk_through_the_preview_writes_nothing(session, author, course):
    before = everything(session)

    author.get(HOME)
    for lesson in course.lessons:
        author.get(f"{HOME}{lesson.slug}/")
        for question in lesson.practice:
            path = f"{HOME}{lesson.slug}/practice/{question}"
            author.post(path, status=422)
            author.post(path, status=422, json=True)
    author.get(f"{HOME}quiz/")
    author.post(f"{HOME}quiz/", status=200, goto="mark", **sheet(course, "s", right))

    assert everything(session) == before


def test_the_course_stands_as_it_would_be_with_what_going_live_would_do(author, course):
    words = text(author.get(HOME))

    assert "Preview: nothing here is counted." in words
    assert course.title in words
    assert "It becomes version 1. Nobody has read it yet." in words


def test_drafts_are_laid_over_the_folder(author, course, drafted):
    lesson = course.lessons[0].slug
    body = (CONTENT / f"courses/every-element/{lesson}.md").read_text()
    drafted(f"{lesson}.md", f"{body}\n\nA sentence that only the draft has.\n")

    html = author.get(f"{HOME}{lesson}/").text

    assert "A sentence that only the draft has." in html
    assert "with 1 draft in it" in html


def test_findings_that_stand_in_the_way_are_listed_with_a_way_to_the_file(author, drafted):
    drafted("quiz.md", "---\ncourse: every-element\n---\n## Unfinished\n")

    answer = author.get(HOME)

    assert "cannot be shown yet" in text(answer)
    assert 'href="/studio/every-element/files/quiz.md"' in answer.text
    for path in ("quiz/", "see-and-hear/"):
        assert author.get(f"{HOME}{path}", status=303).headers["Location"] == HOME


def test_practice_is_explained_as_in_the_real_course(author, course):
    lesson = next(lesson for lesson in course.lessons if lesson.practice)
    question = next(one for one in lesson.practice.values() if one.kind in CHOICES)
    letters = "ABCDEFGH"
    key = letters[next(place for place, one in enumerate(question.options) if one.is_right)]

    html = author.post(
        f"{HOME}{lesson.slug}/practice/{question.id}", status=200, **{f"answer-{question.id}": key}
    ).text

    assert next(one for one in question.options if one.is_right).feedback in html


@pytest.mark.parametrize(
    ("answer", "words"),
    [(right, "This would pass: 8 of 8 right."), (lambda _: [], "This would not pass: 0 of 8 right.")],
    ids=["all right", "nothing answered"],
)
def test_the_quiz_of_every_kind_is_marked_as_the_real_one(author, course, answer, words):
    answered = author.post(f"{HOME}quiz/", status=200, goto="mark", **sheet(course, "seed", answer))

    assert words in text(answered)


def test_before_it_is_marked_the_quiz_tells_nothing(author, course):
    html = author.get(f"{HOME}quiz/").text

    for question in course.quiz:
        for option in question.options:
            assert option.feedback not in html
    drill = next(question for question in course.quiz if question.kind is QuestionKind.DRILL)
    assert all(step.title not in html for step in drill.steps[1:])


def test_a_drill_goes_on_step_by_step_and_keeps_the_other_answers(author, course):
    drawn = {one.id: one for one in drawn_for(course, "seed")}
    drill = next(question for question in course.quiz if question.kind is QuestionKind.DRILL)
    typed = next(question for question in course.quiz if question.kind is QuestionKind.TEXT)
    first = walk(drill, right(drill)).taken[0]
    (key,) = keys.write(drill, drawn[drill.id], [choice(*first)])

    html = author.post(
        f"{HOME}quiz/",
        status=200,
        goto="walk-1",
        seed="seed",
        question=[drill.id, typed.id],
        **{f"choice-{drill.id}": key, f"answer-{typed.id}": "what I typed"},
    ).text

    assert drill.step_by_id[first[1].leads_to].title in html
    assert 'value="what I typed"' in html


def test_media_come_from_the_folder_since_they_may_never_have_been_loaded(session, author, course):
    assert session.scalar(sa.select(sa.func.count()).where(ContentVersion.kind == ContentKind.COURSE)) == 0

    html = author.get(f"{HOME}see-and-hear/").text
    links = set(re.findall(r'(?:src|href)="([^"]*/(?:files|media)/[^"]+)"', html))
    files = author.get(f"{HOME}keep-it-at-hand/").text
    links |= set(re.findall(r'href="([^"]*/preview/media/[^"]+)"', files))

    assert "/media/" not in re.sub(r"/preview/media/", "", html)
    assert {link.split("/")[-1] for link in links} >= {
        "picture",
        "aoife.webm",
        "aoife.vtt",
        "call.wav",
        "checklist.pdf",
    }
    for link in links:
        assert author.client.get(link).status_code == 200


def test_a_player_gets_the_part_it_asks_for(author):
    part = author.client.get(f"{HOME}media/aoife.webm", headers={"Range": "bytes=0-9"})

    assert (part.status_code, len(part.data)) == (206, 10)


def test_what_is_not_in_the_next_version_is_not_found(author, course):
    author.get(f"{HOME}no-such-lesson/", status=404)
    author.post(f"{HOME}{course.lessons[0].slug}/practice/no-such-question", status=404)
    author.get("/studio/no-such-course/preview/", status=404)
