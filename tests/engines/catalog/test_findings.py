"""Each thing an author may do wrong has its own words, names its place, and keeps the item out."""

import os
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog import Known, read_catalog
from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media import read_picture

COURSE = "courses/smu-110/course.md"
LESSON = "courses/smu-110/first-line.md"
QUIZ = "courses/smu-110/quiz.md"
POLICY = "policies/five-principles.md"
CERTIFICATION = "certifications/cert-enthusiast.md"

EDITS = [
    ("yaml-unreadable", COURSE, "minutes: 30", "minutes: [30", 6),
    ("yaml-unreadable", LESSON, "title: First line", "title: First: line", 3),
    ("yaml-key-twice", COURSE, "minutes: 30", "minutes: 30\nminutes: 31", 6),
    ("yaml-trick", COURSE, "title: Say", "title: &anchor Say", 2),
    ("yaml-trick", COURSE, "audience: Everybody", "audience: !!python/object:os.system x", 4),
    ("yaml-trick", COURSE, "audience: Everybody", "audience: [[[[[[[[[x]]]]]]]]]", 4),
    ("yaml-trick", COURSE, "audience: Everybody", "audience: &a Everybody\nsummary2: *a", 4),
    ("yaml-trick", COURSE, "audience: Everybody", "audience: {? [a] : b}", 4),
    ("yaml-unreadable", COURSE, "audience: Everybody", "audience: *nobody", 4),
    ("yaml-unreadable", COURSE, "audience: Everybody", "audience: " + "[" * 5_000, 2),
    ("yaml-unreadable", COURSE, "audience: Everybody", "audience: \x07", 2),
    ("yaml-unreadable", COURSE, "audience: Everybody", "audience: !!bool maybe", 2),
    ("value-wrong", COURSE, "audience: Everybody", "audience:", 4),
    ("front-matter-missing", LESSON, "---\n", "", 1),
    ("front-matter-open", LESSON, "(apply).\n---\n", "(apply).\n", 1),
    ("front-matter-too-long", LESSON, "minutes: 4", "minutes: 4\ninvented: " + "x" * 20_000, 2),
    ("key-unknown", COURSE, "audience:", "audiense:", 4),
    ("key-missing", LESSON, "title: First line\n", "", 2),
    ("key-missing", COURSE, ", wait_hours: 24", "", 10),
    ("value-wrong", LESSON, "minutes: 4", "minutes: four", 4),
    ("value-wrong", COURSE, "review_by: 2099-05-31", "review_by: 2099", 9),
    ("value-wrong", COURSE, "pass_mark: 80", "pass_mark: 101", 10),
    ("value-wrong", COURSE, "wait_hours: 24", "wait_hours: 24, minutes: 0", 10),
    ("value-wrong", COURSE, "wait_hours: 24", "wait_hours: 24, minutes: 241", 10),
    ("value-wrong", COURSE, "wait_hours: 24", "wait_hours: 24, display: hidden", 10),
    ("value-wrong", COURSE, "level: material", "level: huge", 11),
    ("value-wrong", CERTIFICATION, "permission: share", "permission: shout", 4),
    ("lesson-missing", COURSE, "[first-line]", "[first-line, second-line]", 14),
    ("lesson-twice", COURSE, "[first-line]", "[first-line, first-line]", 14),
    ("lesson-of-other-course", LESSON, "course: smu-110", "course: smu-101", 2),
    ("quiz-of-other-course", QUIZ, "course: smu-110", "course: smu-101", 2),
    ("question-id-twice", QUIZ, "{#what-first", "{#where-to", 4),
    ("question-without-id", QUIZ, "{#what-first lesson", "{lesson", 4),
    ("question-without-id", LESSON, " {#where-to}", "", 9),
    ("question-without-lesson", QUIZ, " lesson=first-line", "", 4),
    ("question-lesson-unknown", QUIZ, "lesson=first-line", "lesson=last-line", 4),
    ("question-lesson-wrong", LESSON, "{#where-to}", "{#where-to lesson=other}", 9),
    ("question-value-unknown", QUIZ, "lesson=first-line", "lesson=first-line points=2", 4),
    ("question-no-right-option", QUIZ, "[x]", "[ ]", 4),
    (
        "question-one-option",
        LESSON,
        "- [ ] In the profile of the author\n  Few readers ever open a profile before they buy.\n",
        "",
        9,
    ),
    ("question-without-words", QUIZ, "What comes first? ", "", 4),
    (
        "question-too-many-options",
        QUIZ,
        "- [x]",
        "".join(f"- [ ] n{n}\n  f\n" for n in range(30)) + "- [x]",
        4,
    ),
    ("option-without-feedback", QUIZ, "  Nobody outside can read it, so it tells nothing.\n", "", 5),
    ("option-without-words", QUIZ, "- [ ] The tag", "- [ ] \n", 5),
    ("option-twice", QUIZ, "The tag of our newest campaign", "The job", 4),
    ("quiz-prose", QUIZ, "## What", "Some words.\n\n## What", 4),
    ("draw-too-large", COURSE, "wait_hours: 24", "wait_hours: 24, draw: 2", 10),
    ("link-dead", LESSON, "Mira types.", "[x](no-lesson.md)", 7),
    ("link-dead", LESSON, "Mira types.", "[x](../no-course/course.md)", 7),
    ("link-dead", LESSON, "Mira types.", "[x](first-line.md#nowhere)", 7),
    ("link-dead", LESSON, "Mira types.", "[x](../../../../etc/passwd.md)", 7),
    ("link-dead", LESSON, "Mira types.", "[x](../../policies/none.md)", 7),
    ("prerequisite-unknown", COURSE, "owners:", "prerequisites: [smu-999]\nowners:", 8),
    ("prerequisite-unknown", COURSE, "owners:", "prerequisites: [smu-110]\nowners:", 8),
    ("required-course-unknown", CERTIFICATION, "[smu-110]", "[smu-999]", 6),
    ("policy-unknown", CERTIFICATION, "[five-principles]", "[six-principles]", 7),
    ("raw-html", LESSON, "Mira types.", "Mira <b>types</b>.", 7),
    ("raw-html", POLICY, "Be kind.", "<script>alert(1)</script>", 8),
    ("unsafe-link", LESSON, "Mira types.", "[x](javascript:alert(1))", 7),
    ("image-outside", LESSON, "Mira types.", "![x](../smu-101/a.png)", 7),
    ("image-outside", LESSON, "Mira types.", "![x](https://x.example/a.png)", 7),
    ("image-outside", LESSON, "Mira types.", "![x](%2e%2e/a.png)", 7),
    ("image-outside", LESSON, "Mira types.", "![x](/etc/a.png)", 7),
    ("image-missing", LESSON, "Mira types.", "![x](a.png)", 7),
    ("image-missing", LESSON, "Mira types.", "![x](" + "a" * 300 + ".png)", 7),
    ("image-missing", LESSON, "Mira types.", "![x](a%00.png)", 7),
    ("image-missing", LESSON, "Mira types.", "![x](.)", 7),
    ("image-missing", LESSON, "Mira types.", "![x](a.svg)", 7),
    ("media-missing", LESSON, "Mira types.", "[x](a.pdf)", 7),
    ("media-outside", LESSON, "Mira types.", "[x](../smu-101/a.mp4)", 7),
    ("image-without-alt", LESSON, "Mira types.", "![](a.png)", 7),
    ("course-without-promise", COURSE, "On Monday you will mend one post.\n", "", 16),
    ("text-missing", POLICY, "Be kind.\n", "", 8),
]


def list_errors(root, known=None):
    return list(read_catalog(root, known).findings)


@pytest.mark.parametrize(("code", "name", "old", "new", "line"), EDITS)
def test_a_fault_is_named_with_file_and_line(tree, code, name, old, new, line):
    tree.edit(name, old, new)

    findings = [finding for finding in tree.read().findings if finding.code == code]

    assert [(finding.path, finding.line) for finding in findings] == [(name, line)]
    assert findings[0].message.endswith(".")
    assert findings[0].mend


@pytest.mark.parametrize(("code", "name", "old", "new", "line"), EDITS)
def test_an_item_with_a_fault_is_left_out_and_the_others_stay(tree, code, name, old, new, line):
    tree.add_course("smu-101")
    tree.edit(name, old, new)

    catalog = tree.read().catalog

    present = {
        "smu-101": "smu-101" in catalog.courses,
        "courses": "smu-110" in catalog.courses,
        "certifications": bool(catalog.certifications),
        "policies": bool(catalog.policies),
    }
    everything = dict.fromkeys(present, True)
    assert present == everything | {name.split("/")[0]: False}


def test_the_least_folder_is_without_fault(tree):
    assert list_errors(tree.root) == []


@pytest.mark.parametrize("name", [COURSE, LESSON, QUIZ, POLICY, CERTIFICATION])
def test_a_file_that_is_not_utf_8_names_byte_and_line(tree, name):
    tree.write(name, b"---\ntitle: caf\xe9\n---\n")

    (finding,) = tree.read().findings

    assert (finding.path, finding.line, finding.code) == (name, 2, "not-utf-8")
    assert finding.message == "Byte 14 (line 2) is not UTF-8, so the text cannot be read."


def test_a_file_of_a_megabyte_is_too_large(tree):
    tree.write(LESSON, b"x" * 1_000_001)

    assert tree.codes() == {"file-too-large"}


def test_a_lesson_of_200_kb_is_too_long(tree):
    tree.edit(LESSON, "Mira types.", "word " * 50_000)

    assert tree.codes() == {"text-too-long"}


def test_a_lesson_without_text_is_empty(tree):
    tree.write(LESSON, (tree.root / LESSON).read_text().split("Mira")[0])

    assert tree.codes() == {"lesson-empty"}


def test_a_quiz_without_questions_is_empty(tree):
    tree.write(QUIZ, "---\ncourse: smu-110\n---\n")

    assert tree.codes() == {"quiz-empty"}


def test_a_course_needs_a_quiz(tree):
    (tree.root / QUIZ).unlink()

    assert tree.codes() == {"quiz-missing"}


def test_a_course_needs_its_front_file(tree):
    (tree.root / COURSE).unlink()

    (first, *_) = tree.read().findings

    assert (first.path, first.code) == (CERTIFICATION, "required-course-unknown")
    assert tree.codes() == {"required-course-unknown", "file-missing"}


@pytest.mark.parametrize("name", ["courses/smu-110/stray.md", "courses/smu-110/more/stray.md"])
def test_a_lesson_that_no_module_lists_is_found(tree, name):
    tree.write(name, "x")

    assert [(finding.path, finding.code) for finding in tree.read().findings] == [(name, "lesson-not-listed")]


@pytest.mark.parametrize("slug", ["SMU-110", "smu_110", "smu 110"])
def test_a_folder_name_must_fit_an_address(tree, slug):
    tree.course.rename(tree.course.with_name(slug))

    assert "name-form" in tree.codes()


def test_a_policy_name_must_fit_an_address(tree):
    tree.write("policies/Six Principles.md", (tree.root / POLICY).read_text())

    assert tree.codes() == {"name-form"}


def test_prerequisites_must_not_run_in_a_circle(tree):
    tree.add_course("smu-101", prerequisites="smu-120")
    tree.add_course("smu-120", prerequisites="smu-130")
    tree.add_course("smu-130", prerequisites="smu-101")

    reading = tree.read()

    assert [finding.code for finding in reading.findings] == ["prerequisite-cycle"] * 3
    assert "smu-101 needs smu-120 needs smu-130 needs smu-101" in reading.findings[0].message
    assert list(reading.catalog.courses) == ["smu-110"]


@pytest.mark.parametrize("name", ["first-line.md", "quiz.md", "photo.png"])
def test_a_link_out_of_the_folder_is_not_followed(tree, tmp_path, name):
    secret = tmp_path / "secret.md"
    secret.write_text((tree.root / LESSON).read_text())
    (tree.course / name).unlink(missing_ok=True)
    (tree.course / name).symlink_to(secret)

    assert "symlink" in tree.codes()
    assert tree.read().catalog.courses == {}


def test_a_linked_course_folder_is_not_followed(tree, tmp_path):
    tree.course.rename(tmp_path / "elsewhere")
    tree.course.symlink_to(tmp_path / "elsewhere")

    assert "symlink" in tree.codes()
    assert tree.read().catalog.courses == {}


@pytest.mark.parametrize(("room", "name"), [("policies", "leak"), ("certifications", "leak")])
def test_a_linked_policy_or_certification_is_not_followed(tree, tmp_path, room, name):
    (tree.root / room / f"{name}.md").symlink_to("/etc/hostname")

    assert tree.codes() == {"symlink"}


def test_a_pipe_is_not_waited_for(tree):
    (tree.root / LESSON).unlink()
    os.mkfifo(tree.root / LESSON)

    assert tree.codes() == {"lesson-missing"}


def test_a_picture_of_10_mb_is_too_large(tree, picture):
    tree.write("courses/smu-110/photo.png", picture() + b"\0" * 10_000_000)
    tree.edit(LESSON, "Mira types.", "![x](photo.png)")

    assert tree.codes() == {"image-too-large"}


def _png_that_claims(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7_000, 7_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_picture_that_unpacks_to_too_many_points_is_too_large(tree, size):
    tree.write("courses/smu-110/photo.png", _png_that_claims(*size))
    tree.edit(LESSON, "Mira types.", "![x](photo.png)")

    assert tree.codes() == {"image-too-large"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"BM" + b"\0" * 60,
    ],
    ids=["empty", "text", "svg", "postscript", "bitmap"],
)
def test_a_picture_is_told_by_its_content(tree, body):
    tree.write("courses/smu-110/photo.png", body)
    tree.edit(LESSON, "Mira types.", "![x](photo.png)")

    assert tree.codes() == {"image-unreadable"}


def test_a_folder_without_a_catalog_says_so(tmp_path):
    assert [finding.code for finding in list_errors(tmp_path)] == ["nothing-here"]


def test_a_near_miss_of_a_key_is_suggested(tree):
    tree.edit(COURSE, "audience:", "audiense:")

    mends = {finding.code: finding.mend for finding in tree.read().findings}

    assert mends["key-unknown"] == "Did you mean `audience`?"


def test_a_lone_course_trusts_the_names_it_cannot_see(tree, tmp_path):
    tree.edit(COURSE, "owners:", "prerequisites: [smu-999]\nowners:")
    lone = tree.course.rename(tmp_path / "smu-110")

    assert list_errors(lone) == []
    assert [finding.code for finding in list_errors(lone, Known())] == ["prerequisite-unknown"]


def test_a_lone_course_inside_a_content_folder_sees_its_neighbors(tree):
    tree.edit(COURSE, "owners:", "prerequisites: [smu-999]\nowners:")

    (finding,) = list_errors(tree.course)

    assert (finding.path, finding.code) == ("course.md", "prerequisite-unknown")


def test_a_finding_prints_as_a_line_that_an_editor_can_jump_to(tree):
    tree.edit(LESSON, "Mira types.", "Mira <b>types</b>.")

    (finding,) = read_catalog(tree.root).findings

    assert str(replace(finding, message="m", mend="n")) == f"{LESSON}:7:6: raw-html m n"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@given(cut=st.integers(0, 60), noise=st.binary(max_size=12))
def test_a_broken_picture_is_a_finding_and_no_fault(tmp_path_factory, picture, kind, cut, noise):
    root = tmp_path_factory.mktemp("pictures")
    body = picture(kind)
    (root / "a.png").write_bytes(body[:cut] + noise + body[cut + len(noise) :])

    try:
        media = read_picture(root, "a.png")
    except Unreadable as error:
        outcome = error.code
    else:
        outcome = media.media_type.split("/")[0]

    assert outcome in {"image", "image-unreadable", "image-too-large"}


@given(st.text(max_size=300))
def test_any_front_matter_gives_values_or_words(tmp_path_factory, text):
    root = tmp_path_factory.mktemp("courses")
    (root / "course.md").write_text(f"---\n{text}\n---\n", encoding="utf-8", errors="replace", newline="")

    assert list_errors(root)


def test_a_folder_of_thousands_of_files_is_refused(tree):
    for number in range(2_001):
        tree.write(f"courses/smu-110/{number}.txt", "")

    assert "too-many-files" in tree.codes()


def test_folders_without_end_are_not_walked(tree):
    tree.write("courses/smu-110/" + "d/" * 400 + "x.md", "x")

    assert tree.codes() == set()


def test_a_file_name_that_is_no_text_can_still_be_named(tree):
    os.close(os.open(os.fsencode(tree.course) + b"/\xff.md", os.O_CREAT | os.O_WRONLY))

    (finding,) = tree.read().findings

    assert finding.path == "courses/smu-110/\\udcff.md"


def test_a_link_to_a_heading_of_another_lesson_finds_it(tree):
    tree.edit(LESSON, "Mira types.", "[x](first-line.md#the-rule)\n\n## The rule\n\nMira types.")

    assert tree.read().findings == ()
