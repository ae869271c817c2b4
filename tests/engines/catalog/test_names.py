"""One rule for the names of files: what the folder takes, a zip brings back; what leads elsewhere, none takes."""

import os
import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import lay
from university.engines.catalog import read_catalog
from university.engines.catalog.archive import zip_of
from university.engines.catalog.arrivals import Arrival
from university.engines.catalog.bundle import open_bundle
from university.engines.catalog.folder import Folder, Unreadable, read_bytes
from university.engines.catalog.names import Taken, is_file_name
from university.engines.catalog.rulebook.minimal import LESSON

GOOD = [
    *("desk.png", "Desk.png", "desk_two.PNG", "Desk plan (v2), final & signed.png", "100% sure!.png"),
    *("caf\u00e9.png", "\u6e05\u5355.png", "desk.2026.png", "pictures/Desk.png", "console.png", "no-ending"),
    *("a/b/c/d/e/f/g/h/i.png", f"{'a' * 196}.png"),
]
#: What a folder of this system can hold, and another cannot.
ODD = {
    "a Windows folder": "pictures\\desk.png",
    "a drive": "C:desk.png",
    "a line end": "desk\n.png",
    "an escape": "desk\x1b[2J.png",
    "turned around": "desk\u202egnp.png",
    "unseen": "desk\u200b.png",
    "no text": "desk\udcff.png",
    "a wildcard": "desk*.png",
    "a blank before": " desk.png",
    "a blank behind": "desk.png ",
    "a dot behind": "desk.png.",
    "a device": "Con.png",
    "too long": f"{'a' * 197}.png",
}
HOSTILE = ODD | {
    "nothing": "",
    "the folder": ".",
    "up": "../desk.png",
    "Windows up": "..\\desk.png",
    "up within": "pictures/../../desk.png",
    "from the root": "/etc/desk.png",
    "two slashes": "pictures//desk.png",
    "a folder": "pictures/",
    "hidden": ".desk.png",
    "in a hidden folder": ".git/desk.png",
    "below a hidden folder": "pictures/.git/desk.png",
    "in a device": "aux/desk.png",
    "a null": "desk\0.png",
    "too deep": "a/b/c/d/e/f/g/h/i/j.png",
}
#: What no zip can say.
NOT_ZIPPED = {"nothing", "a null", "no text"}
each_good_name = pytest.mark.parametrize("name", GOOD)
each_hostile_name = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())


@each_good_name
def test_what_the_checker_takes_comes_back_out_of_a_zip(tmp_path, picture, name):
    lay.lay_minimal(tmp_path)
    course, lesson = tmp_path / "courses/smu-110", tmp_path / LESSON
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).write_bytes(picture())
    shown = f"![Mira at her desk](<{quote(name)}>)"
    lesson.write_text(lesson.read_text().replace("Mira types.", f"Mira types.\n\n{shown}"))

    reading = read_catalog(tmp_path)
    files = {one: (course / one).read_bytes() for one in Folder(root=course, place="").names()}

    assert reading.findings == ()
    assert name in files
    assert open_bundle(zip_of(files)).files == files
    assert open_bundle(reading.sources["course", "smu-110"]).files == files


@given(st.lists(st.text(min_size=1, max_size=40).filter(is_file_name), min_size=1, max_size=8))
def test_every_good_name_comes_back_out_of_a_zip(names):
    taken, files = Taken(), {"course.md": b"front"}
    taken.add("course.md")
    for name in names:
        if not taken.holds(name):
            taken.add(name)
            files[name] = name.encode()

    read = open_bundle(zip_of(files))

    assert read.files == files
    assert {entry.arrival for entry in read.entries} == {Arrival.TAKEN}


@given(st.text(alphabet=st.sampled_from("aB./\\: \n\0\u202e")))
def test_a_good_name_stays_below_its_folder_and_is_seen(name):
    if is_file_name(name):
        path = PurePosixPath(name)

        assert str(path) == name
        assert not path.is_absolute()
        assert not any(part.startswith(".") for part in path.parts)
        assert name.isprintable()
        assert "\\" not in name


@each_hostile_name
def test_a_hostile_name_is_none(name):
    assert not is_file_name(name)


@each_hostile_name
def test_a_hostile_name_is_not_read(tmp_path, name):
    (tmp_path / "desk.png").write_bytes(b"x")
    (tmp_path / "course" / "pictures").mkdir(parents=True)

    with pytest.raises(Unreadable):
        read_bytes(tmp_path / "course", name, 10, "too-large")


@pytest.mark.parametrize("name", [HOSTILE[what] for what in sorted(HOSTILE.keys() - NOT_ZIPPED)])
def test_a_hostile_name_does_not_come_out_of_a_zip(name):
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("course.md", "front")
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, "x")

    assert open_bundle(body.getvalue()).files == {"course.md": b"front"}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD.keys())
def test_a_folder_names_the_file_and_leaves_the_course_out(tmp_path, name):
    lay.lay_minimal(tmp_path)
    os.close(os.open(os.fsencode(tmp_path / "courses/smu-110") + b"/" + os.fsencode(name), os.O_CREAT))

    reading = read_catalog(tmp_path)

    assert {finding.code for finding in reading.findings} == {"name-not-portable"}
    assert reading.catalog.courses == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("desk.png", "Desk.png"),
        ("stra\u00dfe.png", "STRASSE.png"),
        ("caf\u00e9.png", "cafe\u0301.png"),
        ("pictures/desk.png", "Pictures"),
        ("Pictures", "pictures/desk.png"),
    ],
    ids=["capitals", "long capitals", "two spellings", "a folder and a file", "a file and a folder"],
)
def test_two_names_that_some_systems_cannot_tell_apart_fall_together(tmp_path, one, other):
    lay.lay_minimal(tmp_path)
    for name in (one, other):
        path = tmp_path / "courses/smu-110" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")

    codes = [finding.code for finding in read_catalog(tmp_path).findings if finding.severity == "error"]
    read = open_bundle(zip_of({"course.md": b"front", one: b"x", other: b"x"}))

    assert codes == ["name-not-portable"]
    assert [entry.arrival for entry in read.entries].count(Arrival.REFUSED) == 1


def test_files_of_one_folder_may_begin_alike():
    taken = Taken()
    taken.add("pictures/desk.png")

    assert not any(taken.holds(name) for name in ("pictures/desk.jpg", "desk.png", "pictures2"))
