"""A course as it would be with its drafts: read apart from the folder, which stays as it is."""

import io
import os
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from university.base.errors import Invalid
from university.engines.catalog.model import Severity
from university.studio.models import Draft
from university.studio.services import check_drafts, read_drafts, read_text

COURSE = "smu-110"
LESSON = "put-it-in-the-post.md"


def draft(path: str, text: str = "", *, is_removal: bool = False) -> Draft:
    return Draft(path=path, body=text.encode(), is_removal=is_removal)


def lesson(folder: Path) -> str:
    return (folder / "courses" / COURSE / LESSON).read_text(encoding="utf-8")


def codes(reading) -> set[tuple[str, str]]:
    return {(one.path, one.code) for one in reading.findings if one.severity is Severity.ERROR}


def test_a_check_of_the_drafts_tells_warnings_too(folder):
    long = lesson(folder).replace("minutes: 3", "minutes: 9")
    checked = check_drafts(folder, COURSE, [draft(LESSON, long)], today=date(2026, 11, 22), embed_hosts=())

    assert [(one.path, one.code) for one in checked.findings] == [(LESSON, "lesson-long")]


def test_without_drafts_it_is_the_course_in_the_folder(folder):
    reading = read_drafts(folder, COURSE, [])

    assert list(reading.catalog.courses) == [COURSE]
    assert codes(reading) == set()


def test_a_draft_lies_over_its_file_and_the_folder_stays_as_it_is(folder):
    before = lesson(folder)
    changed = before.replace("Put it in the post", "Put it in the photo")

    reading = read_drafts(folder, COURSE, [draft(LESSON, changed)])

    assert reading.catalog.courses[COURSE].lesson_by_slug[LESSON[:-3]].title == "Put it in the photo"
    assert lesson(folder) == before


def test_a_removal_takes_its_file_out(folder):
    reading = read_drafts(folder, COURSE, [draft("quiz.md", is_removal=True)])

    assert ("quiz.md", "quiz-missing") in codes(reading)
    assert reading.catalog.courses == {}


def test_links_to_other_courses_are_known_and_others_are_dead(folder):
    more = "\n\n[There](../smu-101/course.md) and [nowhere](../smu-999/course.md).\n"

    reading = read_drafts(folder, COURSE, [draft(LESSON, lesson(folder) + more)])

    assert [one.code for one in reading.findings if one.severity is Severity.ERROR] == ["link-dead"]


def test_a_course_that_is_only_drafted_is_read(tmp_path):
    reading = read_drafts(tmp_path, "smu-900", [draft("quiz.md", "no keys")])

    assert ("course.md", "file-missing") in codes(reading)


@pytest.mark.parametrize("name", ["../course.md", "/etc/passwd", "a/b.md", "..", "..\\a.md", "a.sh"])
def test_a_draft_cannot_leave_the_folder(folder, name):
    with pytest.raises(Invalid):
        read_drafts(folder, COURSE, [draft(name, "x")])


@pytest.mark.parametrize("course", ["..", "../smu-101", "a/b", ""])
def test_a_course_cannot_be_another_place(folder, course):
    with pytest.raises(Invalid):
        read_drafts(folder, course, [])


def test_a_link_in_the_folder_is_named_and_not_followed(folder):
    (folder / "courses" / COURSE / "hosts.md").symlink_to("/etc/hosts")

    reading = read_drafts(folder, COURSE, [])

    assert codes(reading) == {("hosts.md", "symlink")}


def test_a_draft_over_a_link_does_not_write_through_it(folder, tmp_path):
    (tmp_path / "secret.md").write_text("kept", encoding="utf-8")
    (folder / "courses" / COURSE / "hosts.md").symlink_to(tmp_path / "secret.md")

    read_drafts(folder, COURSE, [draft("hosts.md", "other")])

    assert (tmp_path / "secret.md").read_text(encoding="utf-8") == "kept"


def test_what_waits_in_a_pipe_does_not_hold_the_reading_up(folder):
    os.mkfifo(folder / "courses" / COURSE / "pipe.md")

    assert codes(read_drafts(folder, COURSE, [])) == set()


def test_one_text_alone_is_read_with_the_names_around_it(folder):
    text = lesson(folder).replace("Put it in the post", "Put it in the photo")

    sheet = read_text(folder, COURSE, LESSON, text.encode(), [draft("brand-new.md", "---\n---\n")])

    assert sheet.lesson is not None
    assert sheet.lesson.title == "Put it in the photo"
    assert [one for one in sheet.findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("said", ["My%20desk_two.PNG", "<My desk\\_two.PNG>", "My desk_two.PNG"])
def test_one_text_finds_its_picture_however_it_writes_its_name(folder, said):
    body = io.BytesIO()
    Image.new("RGB", (4, 3)).save(body, "PNG")
    (folder / "courses" / COURSE / "My desk_two.PNG").write_bytes(body.getvalue())
    text = f"{lesson(folder)}\n\n![Mira at her desk]({said})\n"

    sheet = read_text(folder, COURSE, LESSON, text.encode(), [])

    assert {one.code for one in sheet.findings if one.severity is Severity.ERROR} == set()
    assert ("My desk_two.PNG" in sheet.media) is (said != "My desk_two.PNG")


@pytest.mark.parametrize("text", ["", "---", "---\n---\n", "# x", "\0\ud7ff", "---\ntitle: {[\n---\n"])
@pytest.mark.parametrize("name", ["course.md", "quiz.md", "bank-crisis.md", "new.md", "a.transcript.md"])
def test_half_a_text_is_findings_and_never_a_fault(folder, name, text):
    sheet = read_text(folder, COURSE, name, text.encode(), [])

    assert sheet.lesson is None
    assert sheet.questions == ()
