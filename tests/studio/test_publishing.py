"""Publishing: files, history and database together, or nothing at all; and nothing is ever lost."""

import os
import resource
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories import people
from university.base.actor import COMMAND, Actor
from university.base.errors import Clash, Invalid, Unavailable
from university.courses.queries import get_catalog, list_findings
from university.engines.catalog.model import ChangeLevel
from university.records.models import Fact
from university.storage import work
from university.studio import queries, services
from university.studio.models import Draft
from university.studio.services import Author, Change, Text

COURSE, NAME = "smu-110", "put-it-in-the-post.md"
PATH = f"courses/{COURSE}/{NAME}"
AUTHOR = Author("Tomasz Wilk", "tomasz.wilk@larkenfield.example")
TYPO = Change(ChangeLevel.TYPO, "")


@pytest.fixture
def tomasz(session):
    return people.employee(session, "author", employee_number="LG-0012", name="Tomasz Wilk").id


@pytest.fixture
def live(session, folder, now):
    """The whole folder, loaded."""
    found = services.read_content(folder)
    with work.transaction(session):
        services.load_content(session, found, by=COMMAND, now=now)


@pytest.fixture
def place(folder):
    return queries.get_folder(folder, COURSE)


@pytest.fixture
def write(session, place, tomasz, now):
    """Save a draft of a file of the course."""

    def act(old=None, new=None, name=NAME, *, body=None):
        in_folder = place.find(name)
        text = body if body is not None else in_folder.replace(old.encode(), new.encode())
        draft = Text(course=COURSE, name=name, body=text, seen=queries.digest(in_folder), in_folder=in_folder)
        with work.transaction(session):
            services.save(session, draft, by_id=tomasz, now=now)

    return act


@pytest.fixture
def publish(session, place, tomasz, now, tmp_path):
    """Publish as the page does it; ``inside`` happens after the files were written."""

    def act(change=TYPO, inside=lambda: None):
        session.rollback()
        edition = prepare(session, place, change)
        written = services.written(edition, AUTHOR, queue=tmp_path / "queue")
        with written as commit, work.transaction(session):
            inside()
            services.make_live(session, edition, commit, by=Actor.employee(tomasz), now=now)
        return commit

    return act


def prepare(session, place, change=TYPO):
    drafts = queries.list_drafts(session, COURSE)
    return services.prepare(place, drafts, get_catalog(session).courses.get(COURSE), change)


def tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def title(session):
    session.rollback()
    return get_catalog(session).course(COURSE).lesson_by_slug[NAME[:-3]].title


def drafts(session):
    session.rollback()
    return [draft.path for draft in queries.list_drafts(session, COURSE)]


def git(folder, *words):
    name = ("-c", "user.name=Keeper", "-c", "user.email=keeper@larkenfield.example")
    told = subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True, text=True)
    return told.stdout.strip()


@pytest.fixture
def repository(folder):
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=First")
    return folder


def test_what_is_published_is_in_the_folder_and_live_and_no_draft_is_left(
    session, folder, live, write, publish, tomasz
):
    before = tree(folder)
    write("title: Put it in the post", "title: Put it in each post")

    commit = publish()

    after = tree(folder)
    assert commit is None
    assert title(session) == "Put it in each post"
    assert drafts(session) == []
    assert {name for name in after if after[name] != before[name]} == {PATH, f"courses/{COURSE}/course.md"}
    facts = session.query(Fact).filter_by(kind="content.published").all()
    assert [(fact.subject, fact.actor) for fact in facts] == [(f"course:{COURSE}", f"employee:{tomasz}")]


def test_loading_the_folder_afterward_changes_nothing(session, folder, live, write, publish, now):
    write("title: Put it in the post", "title: Put it in each post")
    publish()

    found = services.read_content(folder)
    with work.transaction(session):
        report = services.load_content(session, found, by=COMMAND, now=now)

    assert (report.live, report.findings) == ([], [])


def test_the_change_is_declared_in_the_course_and_nothing_else_moves(session, live, write, publish, place):
    before = place.find("course.md")
    write("title: Put it in the post", "title: Put it in each post")

    publish(Change(ChangeLevel.MATERIAL, "The rule has a new name."))

    note = next(line for line in before.splitlines() if line.startswith(b"  note: "))
    expected = before.replace(note, b'  note: "The rule has a new name."').replace(
        b"level: clarify", b"level: material"
    )
    assert place.find("course.md") == expected
    assert get_catalog(session).version_of_course(COURSE).number == 2


def test_a_commit_holds_only_these_paths_in_the_authors_name(session, repository, live, write, publish):
    (repository / "courses/smu-101/notes.txt").write_text("mine", encoding="utf-8")
    git(repository, "add", "courses/smu-101/notes.txt")
    write("title: Put it in the post", "title: Put it in each post")

    commit = publish(Change(ChangeLevel.CLARIFY, "A better name."))

    assert commit == git(repository, "rev-parse", "HEAD")
    assert git(repository, "log", "-1", "--format=%an|%ae|%cn|%s") == (
        "Tomasz Wilk|tomasz.wilk@larkenfield.example|Tomasz Wilk|A better name."
    )
    assert git(repository, "show", "--name-only", "--format=", "HEAD").split() == [
        f"courses/{COURSE}/course.md",
        PATH,
    ]
    assert git(repository, "diff", "--cached", "--name-only") == "courses/smu-101/notes.txt"
    assert get_catalog(session).version_of_course(COURSE).commit == commit


def test_hooks_of_the_repository_do_not_run(repository, live, write, publish, tmp_path):
    for name in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg"):
        hook = repository / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    write("title: Put it in the post", "title: Put it in each post")

    assert publish() is not None
    assert not (tmp_path / "ran").exists()


def test_words_that_look_like_options_stay_words(repository, live, write, publish):
    write("title: Put it in the post", "title: Put it in each post")

    publish(Change(ChangeLevel.CLARIFY, "--amend; $(touch x) #"))

    assert git(repository, "log", "-1", "--format=%s") == "--amend; $(touch x) #"


def test_a_repository_around_the_content_is_left_alone(tmp_path, folder, live, write, publish):
    git(tmp_path, "init", "--quiet")
    write("title: Put it in the post", "title: Put it in each post")

    assert publish() is None
    assert "put-it-in-the-post" not in git(tmp_path, "log", "--all", "--name-only")


def test_a_file_that_is_taken_out_goes_from_folder_and_history(
    session, repository, live, write, publish, place
):
    write(body=b"---\nx", name="notes.md")
    with work.transaction(session):
        session.query(Draft).delete()
    place.path.joinpath("notes.md").write_text("x", encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Notes")
    with work.transaction(session):
        text = Text(course=COURSE, name="notes.md", body=b"", seen=queries.digest(b"x"), in_folder=b"x")
        services.remove(session, text, by_id=1, now=session.query(Fact).first().at)

    publish()

    assert place.find("notes.md") is None
    assert git(repository, "status", "--porcelain") == ""


class Broken(RuntimeError):
    """What comes in the way."""


def stop():
    raise Broken


@pytest.mark.parametrize("is_kept_by_git", [True, False], ids=["with Git", "without"])
def test_when_a_step_fails_all_is_as_it_was(request, session, folder, live, write, publish, is_kept_by_git):
    if is_kept_by_git:
        request.getfixturevalue("repository")
    write("title: Put it in the post", "title: Put it in each post")
    write(body=b"a,b\n", name="captions.vtt")
    before = tree(folder)

    with pytest.raises(Broken):
        publish(Change(ChangeLevel.CLARIFY, "New."), inside=stop)

    assert tree(folder) == before
    assert title(session) == "Put it in the post"
    assert drafts(session) == ["captions.vtt", NAME]
    if is_kept_by_git:
        assert git(folder, "log", "--format=%s") == "First"
        assert git(folder, "status", "--porcelain") == ""


def test_when_git_refuses_nothing_is_left_behind(session, repository, live, write, publish):
    head = git(repository, "rev-parse", "HEAD")
    (repository / ".git/MERGE_HEAD").write_text(head, encoding="utf-8")
    write("title: Put it in the post", "title: Put it in each post")
    before = tree(repository)

    with pytest.raises(Unavailable, match="Git did not take this"):
        publish()

    assert tree(repository) == before
    assert git(repository, "rev-parse", "HEAD") == head
    assert git(repository, "status", "--porcelain") == ""
    assert drafts(session) == [NAME]


def test_the_first_commit_of_a_repository_can_be_taken_back(folder, live, write, publish):
    git(folder, "init", "--quiet", "--initial-branch=main")
    write("title: Put it in the post", "title: Put it in each post")

    with pytest.raises(Broken):
        publish(inside=stop)

    assert git(folder, "ls-files", "--cached") == ""
    assert git(folder, "log", "--all", "--format=%s") == ""
    assert publish() is not None
    assert len(git(folder, "ls-files", "--cached").split()) == 2


def test_a_course_that_could_not_be_begun_leaves_no_folder(session, folder, tomasz, now, tmp_path):
    place = queries.get_folder(folder, "smu-900")
    with work.transaction(session):
        services.begin_course(session, place, "Answer", "LG-0012", by_id=tomasz, now=now)
    edition = services.prepare(place, queries.list_drafts(session, "smu-900"), None, TYPO)

    with pytest.raises(Broken), services.written(edition, AUTHOR, queue=tmp_path / "queue"):
        assert place.is_there
        stop()

    assert not place.path.exists()


def test_what_a_crash_left_behind_is_healed_by_the_next_load(
    session, folder, live, write, publish, place, now
):
    write("title: Put it in the post", "title: Put it in each post")
    edition = prepare(session, place)
    for name, body in edition.files.items():
        (place.path / name).write_bytes(body)

    found = services.read_content(folder)
    with work.transaction(session):
        services.load_content(session, found, by=COMMAND, now=now)

    assert title(session) == "Put it in each post"
    assert drafts(session) == [NAME]
    publish()
    assert drafts(session) == []


def test_a_folder_that_changed_under_a_draft_is_refused(session, live, write, publish, place):
    write("title: Put it in the post", "title: Put it in each post")
    path = place.path / NAME
    path.write_bytes(path.read_bytes() + b"\nBy hand.\n")

    with pytest.raises(Clash, match=NAME):
        publish()

    assert drafts(session) == [NAME]
    assert path.read_bytes().endswith(b"By hand.\n")


def test_a_folder_that_changed_after_the_check_is_refused(session, live, write, place, tmp_path):
    write("title: Put it in the post", "title: Put it in each post")
    edition = prepare(session, place)
    path = place.path / NAME
    path.write_bytes(b"By hand.\n")

    with pytest.raises(Clash), services.written(edition, AUTHOR, queue=tmp_path / "queue"):
        pytest.fail("it must not get here")

    assert path.read_bytes() == b"By hand.\n"


def test_a_draft_saved_meanwhile_is_not_swept_away(session, folder, live, write, publish, tomasz, now):
    write("title: Put it in the post", "title: Put it in each post")
    before = tree(folder)

    def save_more():
        (draft,) = queries.list_drafts(session, COURSE)
        draft.revision += 1
        session.flush()

    with pytest.raises(Clash):
        publish(inside=save_more)

    assert tree(folder) == before
    assert drafts(session) == [NAME]


def test_an_error_is_never_published(session, folder, live, write, publish):
    before = tree(folder)
    write("title:", "titel:")

    with pytest.raises(Invalid, match="title"):
        publish()

    assert tree(folder) == before


def test_a_change_declared_too_low_is_refused_with_the_reason(session, live, write, publish):
    write("pass_mark: 80", "pass_mark: 60", "course.md")

    with pytest.raises(Invalid, match="pass mark went from 80 to 60"):
        publish()
    publish(Change(ChangeLevel.CLARIFY, "Sixty is enough."))

    assert get_catalog(session).course(COURSE).pass_mark == 60


def test_findings_of_other_courses_stay(session, folder, now, live, write, publish):
    (folder / "courses/smu-101/quiz.md").write_text("no keys", encoding="utf-8")
    found = services.read_content(folder)
    with work.transaction(session):
        services.load_content(session, found, by=COMMAND, now=now)
    write("title: Put it in the post", "title: Put it in each post")

    publish()

    assert {finding.path for finding in list_findings(session)} >= {"courses/smu-101/quiz.md"}


@contextmanager
def nobody():
    """Act as somebody whom the folder does not belong to."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@pytest.fixture
def others_folder(folder):
    """The content in a place that everybody may enter, and only its owner may write."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        Path(place, "queues").mkdir()
        Path(place, "queues").chmod(0o777)
        yield Path(shutil.copytree(folder, Path(place, "content")))


def test_a_folder_that_cannot_be_written_is_a_clear_refusal(session, others_folder, live, write):
    write("title: Put it in the post", "title: Put it in each post")
    place = queries.get_folder(others_folder, COURSE)
    edition = prepare(session, place)
    before = tree(others_folder)
    place.path.chmod(0o555)

    with (
        pytest.raises(Unavailable, match="Your drafts are safe"),
        nobody(),
        services.written(edition, AUTHOR, queue=others_folder.parent / "queues" / "queue"),
    ):
        pytest.fail("it must not get here")

    place.path.chmod(0o755)
    assert tree(others_folder) == before
    assert drafts(session) == [NAME]


def test_a_disk_that_is_full_leaves_the_folder_as_it_was(session, folder, live, write, place, tmp_path):
    write("title: Put it in the post", "title: Put it in each post")
    edition = prepare(session, place)
    before = tree(folder)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(Unavailable), services.written(edition, AUTHOR, queue=tmp_path / "queue"):
            pytest.fail("it must not get here")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert tree(folder) == before
    assert not [path for path in place.path.iterdir() if path.name.startswith(".")]


def test_a_folder_that_is_a_link_is_not_written_through(session, folder, live, write, place, tmp_path):
    write("title: Put it in the post", "title: Put it in each post")
    edition = prepare(session, place)
    place.path.rename(tmp_path / "elsewhere")
    place.path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere" / NAME).read_bytes()

    with pytest.raises((Unavailable, Clash)), services.written(edition, AUTHOR, queue=tmp_path / "queue"):
        pytest.fail("it must not get here")

    assert (tmp_path / "elsewhere" / NAME).read_bytes() == before
