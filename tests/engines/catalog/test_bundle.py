"""A zip that comes in: bounded, nothing outside the folder, every entry accounted for."""

import io
import stat
import zipfile

import pytest

from university.engines.catalog import bundle
from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.catalog.bundle import BadBundle, open_bundle


def packed(*files, mode=None):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (mode or stat.S_IFREG | 0o644) << 16
            archive.writestr(info, text)
    return body.getvalue()


def test_the_folder_around_a_course_and_the_noise_of_systems_are_left_out():
    body = packed(
        ("smu-1/course.md", "a"),
        ("smu-1/post.png", "b"),
        ("__MACOSX/smu-1/._course.md", "c"),
        ("smu-1/.DS_Store", "d"),
    )

    assert open_bundle(body).files == {"course.md": b"a", "post.png": b"b"}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.md",
        "/etc/passwd.md",
        "..\\evil.md",
        "C:\\evil.md",
        ".git/config.md",
        ".hidden.md",
        "a//b.md",
        "line\nbreak.md",
    ],
)
def test_a_name_that_is_no_plain_file_of_a_course_is_refused(name):
    read = open_bundle(packed(("course.md", "a"), (name, "b")))

    assert read.files == {"course.md": b"a"}
    assert [entry.arrival for entry in read.entries] == [Arrival.TAKEN, Arrival.REFUSED]


def test_a_link_is_refused():
    read = open_bundle(packed(("course.md", "/etc/passwd"), mode=stat.S_IFLNK | 0o777))

    assert read.files == {}
    assert read.entries[0].reason == "It is a link to another file."


def test_the_second_of_two_files_with_one_name_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        body = packed(("course.md", "a"), ("course.md", "b"))
    read = open_bundle(body)

    assert read.files == {"course.md": b"a"}
    assert read.entries[1] == Entry(
        name="course.md",
        arrival=Arrival.REFUSED,
        reason="There is another file of this name, or of one many systems take for it.",
    )


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(bundle, "FILE_LIMIT", 1_000_000)
    body = packed(("bomb.txt", b"0" * 50_000_000), ("course.md", b"a"))
    read = open_bundle(body)

    assert len(body) < 100_000
    assert read.files == {"course.md": b"a"}


def test_all_files_together_have_a_bound(monkeypatch):
    monkeypatch.setattr(bundle, "TOTAL_LIMIT", 1_500)
    read = open_bundle(
        packed(("one.txt", b"0" * 1_000), ("two.txt", b"0" * 1_000), ("three.txt", b"0" * 400))
    )

    assert sorted(read.files) == ["one.txt", "three.txt"]


@pytest.mark.parametrize(
    "body",
    [b"", b"PK", b"not a zip", packed(("course.md", "a"))[:-30], b"\x1f\x8b\x08" + b"0" * 50],
    ids=["empty", "a start only", "words", "cut off", "gzip"],
)
def test_what_is_no_zip_says_what_to_do(body):
    with pytest.raises(BadBundle, match="Pack the course's folder once more"):
        open_bundle(body)


def test_too_many_files_are_refused_at_once(monkeypatch):
    monkeypatch.setattr(bundle, "ENTRIES_LIMIT", 3)

    with pytest.raises(BadBundle, match="Pack one course only"):
        open_bundle(packed(*((f"lesson-{number}.md", "a") for number in range(4))))


def test_a_broken_entry_is_a_broken_zip():
    body = bytearray(packed(("course.md", "a" * 2_000)))
    body[60:70] = b"\xff" * 10

    with pytest.raises(BadBundle):
        open_bundle(bytes(body))
