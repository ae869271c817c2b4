"""An author's word on a change is checked against what really changed."""

from dataclasses import replace

import pytest

from university.engines.catalog import judge, least_level
from university.engines.catalog.model import ChangeLevel

COURSE = "courses/smu-110/course.md"
LESSON = "courses/smu-110/first-line.md"
QUIZ = "courses/smu-110/quiz.md"
CERTIFICATION = "certifications/cert-enthusiast.md"

PROSE = [
    (LESSON, "Mira types.", "Mira wrote a whole new story."),
    (LESSON, "readers see it before", "everybody sees it ahead of"),
    (COURSE, "Where to put the words.", "Another summary."),
    (COURSE, "title: Words", "title: Signs"),
    (COURSE, "2099-05-31", "2098-05-31"),
    (QUIZ, "What comes first?", "What comes  First"),
    (QUIZ, "Nobody outside can", "No stranger can"),
    (LESSON, "In the profile", "In the profiles"),
    (LESSON, "In the profile", "In the *profile*"),
]
MORE = [
    (COURSE, "pass_mark: 80", "pass_mark: 70"),
    (COURSE, "attempts: 3", "attempts: 4"),
    (COURSE, "wait_hours: 24", "wait_hours: 12"),
    (COURSE, "wait_hours: 24", "wait_hours: 24, draw: 1"),
    (COURSE, "wait_hours: 24", "wait_hours: 24, minutes: 20"),
    (COURSE, "wait_hours: 24", "wait_hours: 24, display: strict"),
    (COURSE, "[first-line]", "[first-line, last-line]"),
    (QUIZ, "- [ ] The tag", "- [x] The tag"),
    (QUIZ, "What comes first?", "What comes last?"),
    (QUIZ, "What comes first?", "What does not come first?"),
    (QUIZ, "The job", "The boss"),
    (QUIZ, "{#what-first", "{#what-last"),
    (
        QUIZ,
        "- [ ] The tag",
        "- [ ] One\n  x\n- [ ] The tag",
    ),
    (QUIZ, "## What", "## New? {#new lesson=first-line}\n- [x] a\n  f\n- [ ] b\n  f\n\n## What"),
    (LESSON, "- [ ] In the profile", "- [x] In the profile"),
    (LESSON, "In the profile", "In the bin"),
]


@pytest.fixture
def change(tree):
    tree.write("courses/smu-110/last-line.md", (tree.root / LESSON).read_text().split("## ")[0])

    def read():
        catalog = tree.read().catalog
        return catalog.courses.get("smu-110"), catalog.certifications["cert-enthusiast"]

    def edit(name, old, new):
        (tree.root / "courses/smu-110/last-line.md").rename(tree.root / "last-line.md")
        before = read()
        if "last-line]" in new:
            (tree.root / "last-line.md").rename(tree.root / "courses/smu-110/last-line.md")
        tree.edit(name, old, new)
        pairs = zip(before, read(), strict=True)
        return next(pair for pair in pairs if pair[0].digest != pair[1].digest)

    return edit


@pytest.mark.parametrize(("name", "old", "new"), PROSE)
def test_prose_may_change_as_a_typo(change, name, old, new):
    before, after = change(name, old, new)

    assert least_level(before, after) is ChangeLevel.TYPO
    assert judge(before, replace(after, change=ChangeLevel.TYPO, note="")) is None


@pytest.mark.parametrize(("name", "old", "new"), MORE)
def test_what_people_are_judged_by_may_not_change_as_a_typo(change, name, old, new):
    before, after = change(name, old, new)

    finding = judge(before, replace(after, change=ChangeLevel.TYPO))

    assert least_level(before, after) is ChangeLevel.CLARIFY
    assert (finding.code, finding.path) == ("change-level-too-low", COURSE)


@pytest.mark.parametrize("level", [ChangeLevel.CLARIFY, ChangeLevel.MATERIAL])
@pytest.mark.parametrize(("name", "old", "new"), MORE)
def test_it_may_change_when_its_author_says_so(change, name, old, new, level):
    before, after = change(name, old, new)

    assert judge(before, replace(after, change=level, note="What is new")) is None


def test_a_declared_change_needs_a_note(change):
    before, after = change(*PROSE[0])

    assert judge(before, replace(after, change=ChangeLevel.CLARIFY, note=" ")).code == "change-note-missing"


def test_the_note_of_the_version_before_does_not_cover_a_new_change(change):
    before, after = change(*MORE[0])

    finding = judge(before, after)

    assert finding.code == "change-note-old"
    assert "the pass mark went from 80 to 70" in finding.message


def test_the_order_of_lessons_is_more_than_prose(change):
    _, course = change(COURSE, "[first-line]", "[first-line, last-line]")
    (module,) = course.modules
    other = replace(course, digest="other", modules=(replace(module, lessons=module.lessons[::-1]),))

    assert least_level(course, other) is ChangeLevel.CLARIFY


def test_the_same_files_are_no_change(change):
    _, course = change(*PROSE[0])

    assert judge(course, replace(course, change=ChangeLevel.CLARIFY, note="")) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("What it is.", "What it was.", ChangeLevel.TYPO),
        ("pass_mark: 80", "pass_mark: 70", ChangeLevel.CLARIFY),
        ("months_valid: 12", "months_valid: 24", ChangeLevel.CLARIFY),
        ("permission: share", "permission: speak", ChangeLevel.CLARIFY),
    ],
)
def test_the_rules_of_a_certification_are_more_than_prose(change, old, new, expected):
    before, after = change(CERTIFICATION, old, new)

    assert least_level(before, after) is expected
