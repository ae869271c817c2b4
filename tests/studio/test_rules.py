"""When a course is due for its review, who writes where, and what an edit leaves as it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.base.errors import Invalid
from university.engines.catalog.model import ChangeLevel, QuestionKind
from university.engines.catalog.yaml_text import read_yaml
from university.studio.rules import SOON, differences, may_be_drafted, may_edit, owners_in, review_state
from university.studio.rules.differences import Sign
from university.studio.rules.edits import with_change, with_lesson
from university.studio.rules.starters import starter

DUE = date(2027, 5, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(DUE - SOON - DAY, "current"), (DUE - SOON, "due soon"), (DUE, "due soon"), (DUE + DAY, "overdue")],
    ids=["long before", "from the warning on", "on its day", "the day after"],
)
def test_a_review_is_due_soon_until_its_day_is_over(today, expected):
    assert review_state(DUE, today) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("course.md", "first-hour.md", "aoife.transcript.md", "aoife.vtt", "desk-2.png"),
        *("Desk_two.PNG", "The plan (v2).svg", "caf\u00e9.jpeg"),
    ],
)
def test_a_text_or_picture_beside_the_course_is_written_here(name):
    assert may_be_drafted(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "a",
            ".md",
            "../a.md",
            "a/b.md",
            "a\\b.md",
            " a.md",
            "a.md\n",
        ),
        *("a.exe", "a.html", "a.md.sh", "a.zip", "a.webm", "a.pdf", "con\0.md", f"{'a' * 198}.md"),
    ],
)
def test_anything_else_may_not(name):
    assert not may_be_drafted(name)


def test_owners_write_and_so_do_administrators():
    assert may_edit("LG-1", {"author"}, {"LG-1"})
    assert may_edit("LG-2", {"admin"}, {"LG-1"})
    assert not may_edit("LG-2", {"author"}, {"LG-1"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nowners: [LG-1, 0012]\n---\n", {"LG-1", "12"}),
        ("---\nowners: {[\n---\n", set()),
        ("---\nowners: LG-1\n---\n", set()),
        ("no keys", set()),
    ],
    ids=["a list", "broken", "no list", "no keys"],
)
def test_owners_are_read_where_they_can_be(text, expected):
    assert owners_in(text) == expected


FRONT = (
    "---\ntitle: x # kept\n{change}modules:\n  - title: A\n    lessons: [one, two]\n---\nBody: *change*.\n"
)
CHANGES = {
    "a block": "change:\n  level: typo\n  note: old\n",
    "a line": 'change: {level: typo, note: "old"}\n',
    "a folded note": "change:\n  level: typo # here\n\n  note: >\n    folded\n    over lines\n",
    "no change at all": "",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_change_is_declared_and_every_other_line_stays(change, newline):
    text = FRONT.format(change=change).replace("\n", newline)
    note = 'Say "who": then # post'

    edited = with_change(text, ChangeLevel.CLARIFY, note)

    declared = 'change:\n  level: clarify\n  note: "Say \\"who\\": then # post"\n'.replace("\n", newline)
    assert declared in edited
    assert edited.replace(declared, "") == FRONT.format(change="").replace("\n", newline)


@given(st.text(max_size=80), st.sampled_from(ChangeLevel))
def test_any_note_can_be_declared_and_read_back(note, level):
    edited = with_change(FRONT.format(change=CHANGES["a block"]), level, note)

    head = edited.split("---\n")[1]
    assert read_yaml(head).mapping["change"] == {"level": level.value, "note": note}


def test_a_change_that_is_declared_already_changes_no_byte():
    text = FRONT.format(change=CHANGES["a line"])

    assert with_change(text, ChangeLevel.TYPO, "old") is text


@pytest.mark.parametrize("text", ["", "no keys", "---\nowners: {[\n---\n", "---\nchange: &a {}\n---\n"])
def test_keys_that_cannot_be_read_are_not_edited(text):
    with pytest.raises(Invalid):
        with_change(text, ChangeLevel.TYPO, "")


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ("lessons: [one, two]", "lessons: [one, two, three]"),
        (
            "lessons:\n      - one\n      - two # last",
            "lessons:\n      - one\n      - two # last\n      - three",
        ),
        ("lessons: [one, 'two']", None),
        ("lessons: []", None),
    ],
    ids=["in a line", "in a block", "in quotes", "none yet"],
)
def test_a_lesson_joins_its_module_or_the_author_is_asked_to_write_it(lessons, expected):
    text = f"---\nmodules:\n  - title: A\n    {lessons}\n  - title: B\n    lessons: [four]\n---\n"

    if expected is None:
        with pytest.raises(Invalid):
            with_lesson(text, 0, "three")
    else:
        assert with_lesson(text, 0, "three") == text.replace(lessons, expected)


def test_differences_show_the_words_that_changed_with_the_lines_around():
    (hunk,) = differences("one\ntwo old words\nthree\nfour", "one\ntwo new words\nthree\nfour")

    shown = [(line.sign, line.before, line.after, [piece.text for piece in line.pieces]) for line in hunk]
    assert shown == [
        ("same", 1, 1, ["one"]),
        ("gone", 2, 0, ["two ", "old", " words"]),
        ("new", 0, 2, ["two ", "new", " words"]),
        ("same", 3, 3, ["three"]),
        ("same", 4, 4, ["four"]),
    ]


TEXTS = st.lists(st.text(alphabet="ab \t<é", max_size=6), max_size=12).map("\n".join)


@given(TEXTS, TEXTS)
def test_what_is_gone_and_what_is_new_are_the_lines_of_the_two_texts(before, after):
    hunks = differences(before, after)

    for hunk in hunks:
        for line in hunk:
            told = "".join(piece.text for piece in line.pieces)
            if line.sign is not Sign.NEW:
                assert before.splitlines()[line.before - 1] == told
            if line.sign is not Sign.GONE:
                assert after.splitlines()[line.after - 1] == told
    assert bool(hunks) == (before.splitlines() != after.splitlines())


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_a_form_to_begin_with(kind):
    begun = starter(kind, "an-id", "hats")

    assert begun.startswith("## ")
    assert "{#an-id lesson=hats" in begun.splitlines()[0]
    assert begun.splitlines()[0].endswith("}")
