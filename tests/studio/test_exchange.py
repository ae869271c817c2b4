"""What comes in from elsewhere: drafts in the browser, files on the command line, each item accounted for."""

import io
import json
import zipfile

import pytest
from PIL import Image

from tests.factories import people
from university.engines.catalog import read_catalog
from university.engines.catalog.archive import zip_of
from university.engines.catalog.arrivals import Arrival
from university.engines.catalog.bundle import Bundle
from university.storage import work
from university.studio import queries, services

GIFT = b"""::who-may:: Who may post? {=Whoever holds the permission#Yes. ~Nobody#Some may.}

Write an essay. {}
"""
LESSON = "put-it-in-the-post"


def zipped(**files):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return body.getvalue()


@pytest.fixture
def smu(folder):
    return queries.get_folder(folder, "smu-110")


def taken(session, smu, bundle, by, now):
    with work.transaction(session):
        return services.import_drafts(session, smu, bundle, by_id=by.id, now=now)


def test_questions_come_in_as_a_bank_of_their_own(run, folder, tmp_path):
    (tmp_path / "trade.gift").write_bytes(GIFT)
    came = run("import", tmp_path / "trade.gift", "--course", "smu-110", "--lesson", LESSON, "--to", folder)

    assert came.exit_code == 1
    assert "refused: line 3: Write an essay." in came.output
    assert "who-may" in read_catalog(folder).catalog.courses["smu-110"].question_by_id


def test_a_dry_run_writes_nothing(run, folder, tmp_path):
    (tmp_path / "trade.gift").write_bytes(GIFT)
    run(
        "import",
        tmp_path / "trade.gift",
        "--course",
        "smu-110",
        "--lesson",
        LESSON,
        "--to",
        folder,
        "--dry-run",
    )

    assert not list(folder.glob("courses/smu-110/bank-trade*"))


def test_the_same_file_again_changes_nothing(run, folder, tmp_path):
    (tmp_path / "trade.gift").write_bytes(GIFT)
    words = ("import", tmp_path / "trade.gift", "--course", "smu-110", "--lesson", LESSON, "--to", folder)
    run(*words)
    before = (folder / "courses/smu-110/bank-trade.md").read_bytes()
    again = json.loads(run(*words, "--json").output)

    assert (folder / "courses/smu-110/bank-trade.md").read_bytes() == before
    assert [entry["arrival"] for entry in again] == ["taken", "refused"]


def test_another_file_with_the_same_ids_takes_others(run, folder, tmp_path):
    for name in ("one.gift", "two.gift"):
        (tmp_path / name).write_bytes(GIFT)
    words = ("--course", "smu-110", "--lesson", LESSON, "--to", folder, "--json")
    run("import", tmp_path / "one.gift", *words)
    second = json.loads(run("import", tmp_path / "two.gift", *words).output)

    assert second[0]["reason"] == "The id 'who-may' is taken here, so it is 'who-may-2' now."


def test_a_zip_writes_over_nothing_unless_told(run, folder, tmp_path):
    before = (folder / "courses/smu-110/course.md").read_bytes()
    (tmp_path / "course.zip").write_bytes(zipped(course_md="other"))
    refused = run("import", tmp_path / "course.zip", "--course", "smu-110", "--to", folder)

    assert refused.exit_code == 1
    assert "Say --replace" in refused.output
    assert (folder / "courses/smu-110/course.md").read_bytes() == before


def test_a_course_goes_out_as_a_zip_and_comes_back_the_same(run, folder, tmp_path):
    there = folder / "courses/smu-110"
    run("export", there, tmp_path / "smu-110.zip")
    came = run("import", tmp_path / "smu-110.zip", "--course", "smu-110", "--to", folder)

    assert came.exit_code == 0
    assert "0 refused" in came.output


@pytest.fixture
def named(folder, picture):
    """A course with files whose names its folder takes: shown or not, beside its lessons or below them."""
    there = folder / "courses/smu-110"
    for name in ("Desk_two.PNG", "The desk (v2), tidy.png", "caf\u00e9/Desk.png"):
        (there / name).parent.mkdir(exist_ok=True)
        (there / name).write_bytes(picture)
    (there / "Notes.txt").write_text("mine", encoding="utf-8")
    (there / ".hidden").write_text("mine", encoding="utf-8")
    return there


@pytest.fixture
def picture():
    body = io.BytesIO()
    Image.new("RGB", (4, 3)).save(body, "PNG")
    return body.getvalue()


def files_in(course):
    return {
        str(path.relative_to(course)): path.read_bytes()
        for path in course.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_every_file_of_a_course_goes_through_a_zip_whatever_it_is_called(run, named, folder, tmp_path):
    exported = run("export", named, tmp_path / "smu-110.zip")
    came = run("import", tmp_path / "smu-110.zip", "--course", "smu-910", "--to", folder)
    again = run("import", tmp_path / "smu-110.zip", "--course", "smu-110", "--to", folder)

    assert exported.exit_code == 0
    assert "0 refused" in came.output
    assert "0 refused" in again.output
    assert files_in(folder / "courses/smu-910") == files_in(named)


def test_nothing_is_written_through_a_linked_folder(run, folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "courses/smu-110/pictures").symlink_to(elsewhere)
    (tmp_path / "course.zip").write_bytes(zip_of({"course.md": b"x", "pictures/desk.png": b"x"}))
    words = ("--course", "smu-110", "--replace", "--to", folder)
    before = (folder / "courses/smu-110/course.md").read_bytes()
    refused = run("import", tmp_path / "course.zip", *words)

    assert "links are not followed" in refused.output
    assert list(elsewhere.iterdir()) == []
    assert (folder / "courses/smu-110/course.md").read_bytes() == before


def test_what_cannot_be_written_wholly_leaves_no_folder_behind(run, folder, tmp_path):
    (folder / "courses/smu-110/taken").write_text("a file", encoding="utf-8")
    (tmp_path / "course.zip").write_bytes(zip_of({"a/b/c.png": b"x", "d.txt": b"x", "taken/e.png": b"x"}))
    before = files_in(folder)
    refused = run("import", tmp_path / "course.zip", "--course", "smu-110", "--to", folder)

    assert refused.exit_code == 2
    assert files_in(folder) == before
    assert not (folder / "courses/smu-110/a").exists()


def test_questions_go_out_as_gift_and_come_back_the_same(run, folder, tmp_path):
    there = folder / "courses/smu-110"
    quiz = read_catalog(folder).catalog.courses["smu-110"].quiz
    exported = run("export", there, tmp_path / "smu-110.gift")
    (there / "quiz.md").write_text("---\ncourse: smu-110\n---\n", encoding="utf-8")
    (there / "bank-changed.md").unlink()
    run("import", tmp_path / "smu-110.gift", "--course", "smu-110", "--lesson", LESSON, "--to", folder)
    (there / "bank-smu-110.md").rename(there / "quiz.md")
    back = read_catalog(folder).catalog.courses["smu-110"].quiz

    assert exported.exit_code == 0
    assert [(q.id, q.kind, q.lesson, q.right_options) for q in back] == [
        (q.id, q.kind, q.lesson, q.right_options) for q in quiz
    ]


def test_a_new_course_passes_the_checker(run, folder):
    begun = run("new", "smu-900", "--title", 'The "new" one: #1', "--owner", "LG-0011", "--to", folder)
    reading = read_catalog(folder / "courses/smu-900")

    assert begun.exit_code == 0
    assert [one for one in reading.findings if one.severity == "error"] == []
    assert reading.catalog.courses["smu-900"].title == 'The "new" one: #1'


@pytest.mark.parametrize("name", ["smu-110", "Not A Name", "../up"])
def test_a_new_course_needs_a_free_name(run, folder, name):
    assert run("new", name, "--title", "T", "--owner", "LG-0011", "--to", folder).exit_code == 2


def test_what_comes_in_through_the_browser_is_a_draft(session, smu, now):
    author = people.employee(session, "author")
    files = {"new-lesson.md": b"text", "course.md": b"other", "film.webm": b"x", "Desk_two.PNG": b"x"}
    bundle = Bundle(files={**files, "pictures/desk.png": b"x", "../up.md": b"x"})
    entries = taken(session, smu, bundle, author, now)

    assert {entry.name: entry.arrival for entry in entries} == {
        "new-lesson.md": Arrival.TAKEN,
        "course.md": Arrival.CHANGED,
        "Desk_two.PNG": Arrival.TAKEN,
        "film.webm": Arrival.REFUSED,
        "pictures/desk.png": Arrival.REFUSED,
        "../up.md": Arrival.REFUSED,
    }
    assert {draft.path for draft in queries.list_drafts(session, "smu-110")} == {
        "course.md",
        "new-lesson.md",
        "Desk_two.PNG",
    }


def test_the_draft_of_a_colleague_is_never_touched(session, smu, now):
    one, other = people.employee(session, "author"), people.employee(session, "author")
    taken(session, smu, Bundle(files={"new-lesson.md": b"mine"}), one, now)
    (entry,) = taken(session, smu, Bundle(files={"new-lesson.md": b"theirs"}), other, now)

    assert entry.arrival is Arrival.REFUSED
    assert queries.list_drafts(session, "smu-110")[0].body == b"mine"


def test_what_was_sent_twice_is_there_once(session, smu, now):
    author = people.employee(session, "author")
    taken(session, smu, Bundle(files={"new-lesson.md": b"text"}), author, now)
    (entry,) = taken(session, smu, Bundle(files={"new-lesson.md": b"text"}), author, now)

    assert (entry.arrival, entry.reason) == (Arrival.TAKEN, "It was there already, just so.")
