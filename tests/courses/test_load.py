"""Loading content: versions, their numbers, and what stays live when something is wrong."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import content
from tests.factories.questions import question
from university.base.actor import COMMAND
from university.base.errors import NotFound
from university.courses import queries, rules, services
from university.courses.models import ContentKind, ContentVersion
from university.engines.catalog.model import ChangeLevel, Finding
from university.engines.markup import SafeHTML
from university.records.models import Fact
from university.storage import work

TYPO, CLARIFY, MATERIAL = ChangeLevel.TYPO, ChangeLevel.CLARIFY, ChangeLevel.MATERIAL
FINDING = Finding(path="courses/smu-1/hats.md", line=3, column=1, code="x", message="Wrong.", mend="Mend it.")


def numbers(session):
    query = select(ContentVersion.number, ContentVersion.is_live).order_by(ContentVersion.id)
    return [tuple(row) for row in session.execute(query)]


def text_change(words, level, note="New."):
    return content.course("smu-1", content.lesson("hats", words), change=level, note=note)


@pytest.mark.parametrize(
    ("live", "latest", "level", "number"),
    [(None, None, TYPO, 1), (2, 2, TYPO, 2), (2, 2, CLARIFY, 3), (1, 3, MATERIAL, 4), (1, 3, TYPO, 1)],
    ids=["the first", "a typo", "clarified", "after going back", "a typo after going back"],
)
def test_a_version_takes_its_number_from_its_change_level(live, latest, level, number):
    assert rules.next_number(live, latest, level) == number


def test_the_same_folder_again_changes_nothing(session, now):
    first = content.live(session, content.course())
    revision = queries.get_catalog(session).revision
    again = content.live(session, content.course())

    assert (first.live, again.live, again.unchanged) == (["smu-1 (version 1)"], [], ["smu-1"])
    assert queries.get_catalog(session).revision == revision


def test_each_change_is_a_version_and_a_fact(session, now):
    content.live(session, text_change("One.", MATERIAL))
    content.live(session, text_change("On.", TYPO))
    content.live(session, text_change("Two.", CLARIFY))

    assert numbers(session) == [(1, False), (1, False), (2, True)]
    assert session.scalars(select(Fact.kind)).all() == ["course.loaded"] * 3


def test_going_back_makes_the_known_version_live_and_spends_no_number(session, now):
    first = text_change("One.", MATERIAL, "First.")
    content.live(session, first)
    content.live(session, text_change("Two.", MATERIAL, "Second."))
    content.live(session, first)

    assert numbers(session) == [(1, True), (2, False)]
    content.live(session, text_change("Three.", MATERIAL, "Third."))
    assert numbers(session)[-1] == (3, True)


def test_an_understated_change_is_refused_and_the_good_version_stays(session, now):
    content.live(session, content.course())
    report = content.live(session, content.course(pass_mark=10, change=TYPO, note="typo"))

    assert [finding.code for finding in report.findings] == ["change-level-too-low"]
    assert queries.get_catalog(session).course("smu-1").pass_mark == 80
    assert [finding.path for finding in queries.list_findings(session)] == ["courses/smu-1/course.md"]


def test_what_could_not_be_read_stays_live_and_is_not_called_absent(session, now):
    content.live(session, content.course(), content.course("smu-10"))
    reading = replace(content.reading(), findings=(FINDING,))
    with work.transaction(session):
        report = services.load(session, reading, by=COMMAND, now=now)

    assert report.absent == ["smu-10"]
    assert list(queries.get_catalog(session).courses) == ["smu-1", "smu-10"]


def test_a_load_that_breaks_leaves_the_catalog_as_it_was(session, now):
    content.live(session, content.course())
    good = content.reading(content.course("smu-2"), content.course("smu-3"))
    broken = replace(good, sources={("course", "smu-2"): b"zip"})
    with pytest.raises(KeyError), work.transaction(session):
        services.load(session, broken, by=COMMAND, now=now)

    assert list(queries.get_catalog(session).courses) == ["smu-1"]


def test_an_old_version_can_be_read_for_ever(session, now):
    content.live(session, text_change("One.", MATERIAL))
    old = queries.get_catalog(session).version(ContentKind.COURSE, "smu-1").id
    content.live(session, text_change("Two.", CLARIFY))

    assert queries.get_course_of_version(session, old).lessons[0].blocks[0] == "<p>One.</p>"
    with pytest.raises(NotFound):
        queries.get_course_of_version(session, 999)


def test_an_id_that_was_taken_out_does_not_come_back_as_another_question(session, now):
    first, second = question("old"), question("new")
    content.live(session, content.course(quiz=(first, second), note="One."))
    content.live(session, content.course(quiz=(second,), note="Two."))
    another = replace(first, stem=SafeHTML("<p>Something else?</p>"))
    report = content.live(session, content.course(quiz=(another, second), note="Three."))

    assert [finding.code for finding in report.findings] == ["question-id-reused"]
    assert content.live(session, content.course(quiz=(first, second), note="Four.")).findings == []
