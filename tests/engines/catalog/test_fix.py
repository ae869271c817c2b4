"""What needs no person is mended: nothing else changes, and a second time there is nothing to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.lay import lay_minimal
from university.engines.catalog import read_catalog
from university.engines.catalog.fix import difference, plan, write
from university.engines.catalog.fix.tidy import tidy
from university.engines.markup import parse

COURSE = "courses/smu-110/course.md"
LESSON = "courses/smu-110/first-line.md"
QUIZ = "courses/smu-110/quiz.md"
POLICY = "policies/five-principles.md"


def mended(tree):
    """Mend a tree, and give the words for each file."""
    files = plan(tree.root)
    assert all(write(tree.root, file) for file in files)
    return {file.path: [(change.line, change.words) for change in file.changes] for file in files}


def text(tree, name):
    return (tree.root / name).read_bytes().decode()


def test_a_sound_folder_is_left_alone(tree):
    assert plan(tree.root) == ()


@pytest.mark.parametrize("name", [COURSE, LESSON, QUIZ, POLICY])
def test_a_byte_order_mark_and_foreign_line_ends_go(tree, name):
    before = text(tree, name)
    tree.write(name, "\ufeff" + before.replace("\n", "\r\n"))

    said = mended(tree)

    assert text(tree, name) == before
    assert said == {name: [(1, "Ended all lines in one way (LF)."), (1, "Took the byte order mark off.")]}


def test_blanks_go_from_line_ends_but_breaks_and_code_stay(tree):
    tree.edit(
        LESSON,
        "Mira types.",
        "Mira types. \nShe stops.  \nShe reads.\t\n\n    code  \n\n```text\ncode  \n```",
    )

    said = mended(tree)

    assert "Mira types.\nShe stops.  \nShe reads.\n\n    code  \n\n```text\ncode  \n```" in text(tree, LESSON)
    assert [line for line, _ in said[LESSON]] == [7, 9]


@pytest.mark.parametrize("end", ["", "\n\n", "\n \n\t\n"], ids=["none", "many", "blanks"])
def test_a_file_ends_with_one_line_end(tree, end):
    before = text(tree, POLICY)
    tree.write(POLICY, before.rstrip("\n") + end)

    mended(tree)

    assert text(tree, POLICY) == before


def test_a_box_with_a_large_x_is_written_small(tree):
    tree.edit(QUIZ, "[x]", "[X]")

    assert mended(tree) == {QUIZ: [(7, "Wrote the box as [x].")]}
    assert "[X]" not in text(tree, QUIZ)


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("## Where do the words go?", "## Where do the words go? {#where-do-the-words-go}"),
        ("## Where do the words go? ##", "## Where do the words go? {#where-do-the-words-go} ##"),
        ("## What first, **Kofi**?", "## What first, **Kofi**? {#what-first-kofi}"),
        ("## What first?", "## What first? {#what-first-2}"),
        ("## Why? {tags=words}", "## Why? {#why tags=words}"),
        ("## なぜ?", "## なぜ? {#question}"),
    ],
    ids=["plain", "closed", "bold", "taken", "with tags", "no Latin letter"],
)
def test_a_missing_id_is_made_from_the_words(tree, heading, wanted):
    tree.edit(LESSON, "## Where do the words go? {#where-to}", heading)

    said = mended(tree)

    assert wanted in text(tree, LESSON).split("\n")
    assert said[LESSON][0][0] == 9
    assert not any(code.startswith("question") for code in tree.codes())


def test_the_one_lesson_of_a_course_is_named(tree):
    tree.edit(QUIZ, "{#what-first lesson=first-line}", "")

    mended(tree)

    assert "## What comes first? {#what-comes-first lesson=first-line}" in text(tree, QUIZ)


def test_with_two_lessons_a_person_must_say_which(tree):
    tree.write("courses/smu-110/last-line.md", text(tree, LESSON).replace("#where-to", "#where-else"))
    tree.edit(COURSE, "[first-line]", "[first-line, last-line]")
    tree.edit(QUIZ, " lesson=first-line", "")

    assert plan(tree.root) == ()


def test_a_course_that_does_not_exist_gives_way_to_the_folder(tree):
    tree.edit(QUIZ, "course: smu-110", "course: smu-999")
    tree.edit(LESSON, "course: smu-110\n", "")

    mended(tree)

    assert text(tree, LESSON).startswith("---\ncourse: smu-110\n")
    assert text(tree, QUIZ).startswith("---\ncourse: smu-110\n")
    assert tree.codes() == set()


def test_a_lesson_of_another_course_is_left_to_a_person(tree):
    tree.add_course("smu-101")
    tree.edit(LESSON, "course: smu-110", "course: smu-101")

    assert plan(tree.root) == ()


def test_one_course_can_be_mended_alone(tree):
    tree.edit(QUIZ, "[x]", "[X]")

    (file,) = plan(tree.course)

    assert file.path == "quiz.md"
    assert write(tree.course, file)
    assert plan(tree.course) == ()


def test_what_is_mended_keeps_its_mode(tree):
    (tree.root / QUIZ).chmod(0o640)
    tree.edit(QUIZ, "[x]", "[X]")

    mended(tree)

    assert (tree.root / QUIZ).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tree.course.iterdir()) == ["course.md", "first-line.md", "quiz.md"]


def test_a_file_that_somebody_saved_meanwhile_is_not_overwritten(tree):
    tree.edit(QUIZ, "[x]", "[X]")
    (file,) = plan(tree.root)
    tree.write(QUIZ, "newer")

    assert not write(tree.root, file)
    assert text(tree, QUIZ) == "newer"


def test_links_are_neither_followed_nor_replaced(tree, tmp_path):
    (tmp_path / "secret.md").write_text("secret \n")
    (tree.course / "notes.md").symlink_to(tmp_path / "secret.md")

    assert plan(tree.root) == ()


def test_a_difference_can_be_read_by_other_programs(tree):
    tree.edit(QUIZ, "[x]", "[X]")
    (file,) = plan(tree.root)

    shown = difference(f"/{QUIZ}", file)

    assert shown.startswith(f"--- a/{QUIZ}\n+++ b/{QUIZ}\n@@ ")
    assert "\n-- [X] The job\n+- [x] The job\n" in shown


PIECES = st.sampled_from(
    [
        "a",
        "- [X] b",
        "  ",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "```\n",
        "`x ",
        "\\",
        "## h",
        "> ",
        "1. ",
        "| a |",
        ":::",
        "\ufeff",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_tidy_is_done_once_and_reads_as_before(body):
    once, _ = tidy("a.md", body.encode())
    twice, changes = tidy("a.md", once)

    assert (twice, changes) == (once, [])
    plain = body.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert parse(once.decode()).parts == parse(plain).parts


SPOILS = st.lists(
    st.sampled_from(
        [
            (QUIZ, "[x]", "[X]"),
            (QUIZ, "{#what-first ", "{"),
            (QUIZ, " lesson=first-line", ""),
            (QUIZ, "course: smu-110\n", ""),
            (LESSON, " {#where-to}", " "),
            (LESSON, "course: smu-110", "course: smu-000"),
            (LESSON, "Mira types.", "Mira types.  "),
            (LESSON, "\n", "\r\n"),
            (COURSE, "---\n", "\ufeff---\n"),
            (POLICY, "Be kind.\n", "Be kind. \n\n\n"),
        ]
    ),
    unique=True,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(spoils=SPOILS)
def test_a_second_run_has_nothing_to_do_and_no_finding_is_new(tmp_path_factory, spoils):
    root = tmp_path_factory.mktemp("content")
    lay_minimal(root)
    for name, old, new in spoils:
        path = root / name
        path.write_bytes(path.read_bytes().decode().replace(old, new, 1).encode())
    before = {finding.code for finding in read_catalog(root).findings}

    written = [write(root, file) for file in plan(root)]

    assert all(written)
    assert plan(root) == ()
    assert {finding.code for finding in read_catalog(root).findings} <= before
