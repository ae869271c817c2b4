"""Reading again reads only what changed, and never anything else than a first reading would."""

import json
import os
import threading
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from university.engines.catalog import load, read_catalog, stamps
from university.engines.catalog.harvest import WAITS
from university.engines.catalog.kept import pack_text, unpack_text
from university.engines.catalog.load import ROOMS

LESSON = "courses/smu-110/first-line.md"
QUIZ = "courses/smu-110/quiz.md"
LONG_AGO = 1_700_000_000

PATIENCE = 1_000  # readings: on a busy machine the writer may rest through many of them


class Shelf:
    """A store in memory that counts what it is asked and given."""

    def __init__(self):
        self.texts, self.found, self.taken = {}, [], []

    def find(self, keys):
        found = {key: self.texts[key] for key in keys if key in self.texts}
        self.found.append(len(found))
        return found

    def keep(self, key, text):
        self.texts[key] = text
        self.taken.append(text.lesson.slug if text.lesson else "quiz")


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """Every file counts as written a while ago, so that no test has to wait for that."""
    monkeypatch.setattr(stamps, "STEP", -(10**18))


@pytest.fixture
def shelf():
    return Shelf()


def items(reading):
    catalog = reading.catalog
    shelves = {
        "course": catalog.courses,
        "certification": catalog.certifications,
        "policy": catalog.policies,
        "tip": catalog.tips,
    }
    return {(kind, slug): item for kind, shelf in shelves.items() for slug, item in shelf.items()}


def assert_as_first(tree, before, again):
    fresh = tree.read()
    kept = {key: item for key, item in items(before).items() if key in again.unchanged}
    assert kept | items(again) == items(fresh)
    assert again.findings == fresh.findings
    assert dict(again.sources) == {key: fresh.sources[key] for key in items(again)}


def test_a_second_reading_takes_every_lesson_from_the_store(tree, shelf):
    first = read_catalog(tree.root, store=shelf)
    again = read_catalog(tree.root, store=shelf)

    assert (shelf.found, shelf.taken) == ([0, 2], ["first-line", "quiz"])
    assert (again.catalog, dict(again.sources), again.media) == (
        first.catalog,
        dict(first.sources),
        first.media,
    )


def test_only_a_changed_lesson_is_rendered_again(tree, shelf):
    tree.add_course("smu-120", "smu-110")
    read_catalog(tree.root, store=shelf)
    tree.edit(LESSON, "Mira types.", "Mira writes.")
    again = read_catalog(tree.root, store=shelf)

    assert shelf.taken == ["first-line", "quiz", "first-line", "quiz", "first-line"]
    assert "Mira writes." in again.catalog.courses["smu-110"].lessons[0].blocks[0]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("courses/smu-120/course.md", "First version", "Second version"),
        ("courses/smu-120/first-line.md", "Mira types.", "Mira writes."),
        ("courses/smu-120/quiz.md", "The tag", "The mark"),
    ],
    ids=["its keys", "a lesson", "its quiz"],
)
def test_a_folder_that_nobody_touched_is_left_alone(tree, shelf, name, old, new):
    tree.add_course("smu-120", "smu-110")
    first = read_catalog(tree.root, store=shelf)
    tree.edit(name, old, new)
    again = read_catalog(tree.root, store=shelf, seen=first.seen)

    assert items(again).keys() == {("course", "smu-120")}
    assert_as_first(tree, first, again)


def test_a_folder_is_read_again_when_a_name_that_it_links_to_comes_or_goes(tree, shelf):
    tree.edit(LESSON, "Mira types.", "See [the other](../smu-120/first-line.md).")
    first = read_catalog(tree.root, store=shelf)
    tree.add_course("smu-120", "")
    second = read_catalog(tree.root, store=shelf, seen=first.seen)
    tree.write("courses/smu-130/course.md", "nothing yet")
    third = read_catalog(tree.root, store=shelf, seen=second.seen)

    assert ("course", "smu-110") in items(second)
    assert ("course", "smu-110") in third.unchanged
    assert third.findings == tree.read().findings


def test_a_lesson_is_not_taken_from_the_store_when_its_link_went_dead(tree, shelf):
    tree.add_course("smu-120", "")
    tree.edit(LESSON, "Mira types.", "See [the other](../smu-120/first-line.md).")
    read_catalog(tree.root, store=shelf)
    (tree.root / "courses/smu-120/first-line.md").unlink()

    assert "link-dead" in {finding.code for finding in read_catalog(tree.root, store=shelf).findings}


def test_a_lesson_is_not_taken_from_the_store_when_its_picture_changed(tree, shelf, picture):
    tree.edit(LESSON, "Mira types.", "![A desk](desk.png)")
    tree.write("courses/smu-110/desk.png", picture())
    first = read_catalog(tree.root, store=shelf)
    tree.write("courses/smu-110/desk.png", picture(size=(5, 5)))
    again = read_catalog(tree.root, store=shelf)

    (before,), (after,) = (one.catalog.courses["smu-110"].lessons for one in (first, again))
    assert before.blocks[0] != after.blocks[0]
    assert again.catalog == tree.read().catalog


def test_an_id_taken_twice_is_found_although_both_lessons_are_in_the_store(tree, shelf):
    read_catalog(tree.root, store=shelf)
    tree.edit("courses/smu-110/quiz.md", "{#what-first", "{#where-to")

    assert read_catalog(tree.root, store=shelf).findings == tree.read().findings


def test_a_lesson_with_an_error_is_never_kept(tree, shelf):
    tree.edit(LESSON, "Mira types.", "[Nowhere](nowhere.md)")
    read_catalog(tree.root, store=shelf)

    assert shelf.taken == ["quiz"]


@pytest.mark.parametrize("spoil", [{}, {"lesson": {"slug": 1}}], ids=["empty", "of another release"])
def test_a_kept_text_that_cannot_be_read_counts_as_not_there(spoil):
    assert unpack_text(spoil) is None


def test_what_is_wrong_is_said_again_for_a_folder_left_alone(tree):
    tree.edit(LESSON, "minutes: 4", "minutes: four")
    first = read_catalog(tree.root)
    again = read_catalog(tree.root, seen=first.seen)

    assert again.findings == first.findings != ()
    assert ("course", "smu-110") not in again.unchanged


def test_a_course_left_out_by_a_circle_comes_back_when_another_course_breaks_it(tree):
    tree.add_course("smu-120", "smu-110")
    tree.edit("courses/smu-110/course.md", "owners:", "prerequisites: [smu-120]\nowners:")
    first = read_catalog(tree.root)
    tree.edit("courses/smu-120/course.md", "prerequisites: [smu-110]\n", "")
    again = read_catalog(tree.root, seen=first.seen)

    assert first.catalog.courses == {}
    assert_as_first(tree, first, again)


def test_a_certification_whose_quiz_came_short_comes_back_with_the_questions(tree):
    tree.add_course("smu-120", "smu-110")
    tree.edit("certifications/cert-enthusiast.md", "required: [smu-110]", OWN_QUIZ)
    first = read_catalog(tree.root)
    for course in ("smu-110", "smu-120"):
        tree.edit(f"courses/{course}/quiz.md", "lesson=first-line}", "lesson=first-line tags=policy}")
    again = read_catalog(tree.root, seen=first.seen)

    assert [finding.code for finding in first.findings] == ["own-quiz-too-few"]
    assert first.catalog.certifications == {}
    assert_as_first(tree, first, again)
    assert again.catalog.certifications.keys() == {"cert-enthusiast"}


def test_a_change_within_the_same_instant_is_not_missed(tree, monkeypatch):
    monkeypatch.undo()
    first = read_catalog(tree.root)
    path, text = tree.root / LESSON, (tree.root / LESSON).read_text()
    its = path.stat()
    path.write_text(text.replace("types", "draws"))
    os.utime(path, ns=(its.st_atime_ns, its.st_mtime_ns))

    assert_as_first(tree, first, read_catalog(tree.root, seen=first.seen))


def test_a_file_from_long_ago_put_in_the_place_of_another_is_read(tree):
    first = read_catalog(tree.root)
    path, text = tree.root / LESSON, (tree.root / LESSON).read_text()
    other = path.with_name("other")
    other.write_text(text.replace("types", "draws"))
    os.utime(other, (LONG_AGO, LONG_AGO))
    other.rename(path)

    assert_as_first(tree, first, read_catalog(tree.root, seen=first.seen))


OWN_QUIZ = "required: [smu-110, smu-120]\nquiz: {pass_mark: 80, draw: {policy: 1}}"
EDITS = st.sampled_from(
    [
        ("courses/smu-120/quiz.md", "lesson=first-line", "lesson=second"),
        ("courses/smu-120/quiz.md", "lesson=second", "lesson=first-line"),
        ("courses/smu-120/quiz.md", "{#what-first", "{#elsewhere"),
        ("courses/smu-120/bank.md", None, None),
        ("courses/smu-110/first-line.md", "Mira", "Noor"),
        ("courses/smu-110/first-line.md", "Mira", "[x](../smu-120/second.md)"),
        ("courses/smu-120/first-line.md", "minutes: 4", "minutes: x"),
        ("courses/smu-120/first-line.md", "minutes: x", "minutes: 4"),
        ("courses/smu-120/course.md", "[first-line]", "[first-line, second]"),
        ("courses/smu-120/course.md", "[first-line, second]", "[first-line]"),
        ("courses/smu-120/course.md", "prerequisites: [smu-110]", "prerequisites: [smu-120]"),
        ("courses/smu-120/course.md", "prerequisites: [smu-120]", "prerequisites: [smu-110]"),
        ("courses/smu-120/second.md", None, None),
        ("courses/smu-120/second.md", "{#where-to}", "{#elsewhere}"),
        ("policies/five-principles.md", "Be kind.", "See [it](../courses/smu-120/second.md)."),
        ("certifications/cert-enthusiast.md", "required: [smu-110]", "required: [smu-130]"),
        ("certifications/cert-enthusiast.md", "required: [smu-110]", OWN_QUIZ),
        ("certifications/cert-enthusiast.md", "policies:", "after: [cert-enthusiast]\npolicies:"),
        ("courses/smu-110/quiz.md", "lesson=first-line}", "lesson=first-line tags=policy}"),
        ("courses/smu-120/quiz.md", "lesson=first-line}", "lesson=first-line tags=policy}"),
    ]
)


def bend(tree, name, old, new):
    path = tree.root / name
    if old is None:
        path.unlink() if path.exists() else tree.write(
            name, (tree.root / LESSON).read_text().replace("110", "120")
        )
    elif path.exists():
        path.write_text(path.read_text().replace(old, new))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, max_size=6))
def test_however_a_folder_is_edited_reading_again_is_as_reading_first(tree, edits):
    tree.add_course("smu-120", "smu-110")
    shelf, before = Shelf(), read_catalog(tree.root)
    known_items = items(before)
    for edit in edits:
        bend(tree, *edit)
        again = read_catalog(tree.root, store=shelf, seen=before.seen)
        fresh = tree.read()
        known_items = {key: known_items[key] for key in again.unchanged} | items(again)
        assert known_items == items(fresh)
        assert again.findings == fresh.findings
        before = again


def test_a_lone_course_and_a_kept_text_survive_the_way_to_the_database_and_back(tree, shelf):
    read_catalog(tree.course, store=shelf)

    for text in shelf.texts.values():
        assert unpack_text(json.loads(json.dumps(pack_text(text)))) == text


@contextmanager
def rewriting(path, texts):
    """Somebody who writes a file again and again, as a pull does."""
    is_over, turns = threading.Event(), iter(range(10**9))

    def write():
        while not is_over.is_set():
            path.write_text(texts[next(turns) % len(texts)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        is_over.set()
        writer.join()


def is_told(reading):
    return "tree-in-motion" in {finding.code for finding in reading.findings}


def test_a_folder_that_changes_while_it_is_read_is_not_served(tree, monkeypatch):
    monkeypatch.setattr("university.engines.catalog.harvest.time.sleep", lambda _: None)
    tree.add_course("smu-120", "")
    text = (tree.root / LESSON).read_text()
    with rewriting(tree.root / LESSON, [text, text.replace("Mira", "Noor"), text[:30]]):
        readings = [tree.read() for _ in range(15)]
        while not any(is_told(reading) for reading in readings) and len(readings) < PATIENCE:
            readings.append(tree.read())

    for reading in readings:
        courses = reading.catalog.courses
        assert "smu-120" in courses
        if "smu-110" in courses:
            assert courses["smu-110"].lessons[0].blocks[0] in {"<p>Mira types.</p>\n", "<p>Noor types.</p>\n"}
    assert any(is_told(reading) for reading in readings)


def test_a_folder_that_comes_to_rest_is_read(tree, monkeypatch):
    waits = []

    def rest(seconds):
        waits.append(seconds)
        monkeypatch.setattr(load, "read_course", whole)

    def disturb(folder, *rest):
        tree.edit(LESSON, "Mira", "Noor")
        return whole(folder, *rest)

    whole = load.read_course
    monkeypatch.setattr(load, "read_course", disturb)
    monkeypatch.setattr("university.engines.catalog.harvest.time.sleep", rest)

    assert tree.read().findings == ()
    assert waits == [WAITS[0]]


def test_every_room_is_watched(tree):
    assert read_catalog(tree.root).seen.keys() == {"courses/smu-110", *ROOMS} - {"courses"}
