"""What a lesson names of its folder's media, and what the page draws of it."""

import io

import pytest
from PIL import Image

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.folder import Folder
from university.engines.catalog.known import Known
from university.engines.catalog.media.places import plain_name
from university.engines.catalog.model import Severity
from university.engines.markup import Flaw, clean
from university.engines.markup.parse import parse
from university.engines.markup.parse.document import Reference, ReferenceKind, Target, TargetKind

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"><rect/></svg>'
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(40)
MP3 = b"ID3\x04" + bytes(40)
PDF = b"%PDF-1.7\n%%EOF\n"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.500\nHello\n"


def photo(width=1_600, kind="JPEG"):
    body = io.BytesIO()
    Image.new("RGB", (width, 400)).save(body, kind)
    return body.getvalue()


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "smu-110"
    root.mkdir()
    files = {
        "photo.jpg": photo(),
        "plan.svg": DRAWING,
        "wink.gif": photo(9, "GIF"),
        "aoife.webm": WEBM,
        "aoife.vtt": CAPTIONS,
        "aoife.transcript.md": b"## Aoife\n\nShe says *hello*.\n",
        "call.mp3": MP3,
        "call.transcript.md": b"It rings.\n",
        "The Checklist (v2).pdf": PDF,
        "table.csv": b"name\nAoife\n",
        "program.exe": b"MZ",
    }
    for name, body in files.items():
        (root / name).write_bytes(body)
    return Folder(root=root, label="courses/smu-110", place="courses/smu-110")


@pytest.fixture
def resolve(folder):
    addresses = Addresses(folder, Known())

    def ask(address, kind=ReferenceKind.LINK):
        return addresses(Reference(kind=kind, address=address, text="x", line=7, column=3))

    return ask


def digest_of(target):
    return target.address.removeprefix("/media/")[:64]


def test_a_picture_is_offered_in_its_widths_and_the_largest_is_its_address(resolve):
    target = resolve("photo.jpg", ReferenceKind.IMAGE)

    stem = f"/media/{digest_of(target)}"
    assert target == Target(
        address=f"{stem}-1600.jpg",
        width=1_600,
        height=400,
        kind=TargetKind.PICTURE,
        sources=tuple((f"{stem}-{width}.jpg", width) for width in (480, 960, 1_440, 1_600)),
        size=len(photo()),
        media_type="image/jpeg",
        name="photo.jpg",
    )


def test_a_picture_from_a_camera_says_the_size_that_is_shown(folder, resolve):
    (folder.root / "large.png").write_bytes(photo(3_840, "PNG"))

    target = resolve("large.png", ReferenceKind.IMAGE)

    assert (target.width, target.height, target.sources[-1][1]) == (1_920, 200, 1_920)


@pytest.mark.parametrize(
    ("name", "kind", "size"),
    [("plan.svg", TargetKind.DRAWING, (64, 36)), ("wink.gif", TargetKind.PICTURE, (9, 400))],
)
def test_a_drawing_and_a_moving_picture_are_offered_as_they_are(resolve, name, kind, size):
    target = resolve(name, ReferenceKind.IMAGE)

    assert (target.kind, (target.width, target.height), target.sources) == (kind, size, ())
    assert target.address == f"/media/{digest_of(target)}.{name.rpartition('.')[2]}"


def test_a_film_comes_with_captions_and_its_words(resolve):
    target = resolve("aoife.webm")

    assert (target.kind, target.media_type, target.size) == (TargetKind.FILM, "video/webm", len(WEBM))
    assert target.captions.endswith(".vtt")
    assert target.transcript == "<h2>Aoife</h2>\n<p>She says <em>hello</em>.</p>\n"


def test_a_sound_comes_with_its_words(resolve):
    target = resolve("call.mp3")

    assert (target.kind, target.captions, target.transcript) == (TargetKind.SOUND, "", "<p>It rings.</p>\n")


def test_a_download_has_a_name_that_every_system_takes(resolve):
    target = resolve("The%20Checklist%20(v2).pdf")

    assert target.address == f"/media/{digest_of(target)}/the-checklist-v2.pdf"
    assert (target.kind, target.size, target.name) == (TargetKind.FILE, len(PDF), "The Checklist (v2).pdf")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Résumé.pdf", "resume"),
        ("清单.pdf", "file"),
        ("a/b c.pdf", "b-c"),
        ("--.pdf", "file"),
        ("x" * 99, "x" * 60),
    ],
)
def test_names_of_downloads_are_plain(path, name):
    assert plain_name(path) == name


@pytest.mark.parametrize(
    ("address", "kind", "code"),
    [
        ("nowhere.pdf", ReferenceKind.LINK, "media-missing"),
        ("nowhere.webm", ReferenceKind.LINK, "media-missing"),
        ("../smu-101/a.pdf", ReferenceKind.LINK, "media-outside"),
        ("%2e%2e/a.mp4", ReferenceKind.LINK, "media-outside"),
        ("x/../../a.mp4", ReferenceKind.LINK, "media-outside"),
        ("a%00.mp4", ReferenceKind.LINK, "media-missing"),
        ("program.exe", ReferenceKind.LINK, "media-kind-unknown"),
        ("aoife.vtt", ReferenceKind.LINK, "media-kind-unknown"),
        ("nowhere.exe", ReferenceKind.LINK, "link-dead"),
        ("../../a.exe", ReferenceKind.LINK, "link-dead"),
        ("aoife.transcript.md", ReferenceKind.LINK, "link-dead"),
        ("x" * 300 + ".exe", ReferenceKind.LINK, "link-dead"),
        ("aoife.webm", ReferenceKind.IMAGE, "image-unreadable"),
        ("../a.svg", ReferenceKind.IMAGE, "image-outside"),
        ("nowhere.svg", ReferenceKind.IMAGE, "image-missing"),
    ],
)
def test_what_cannot_be_offered_is_named(resolve, address, kind, code):
    flaw = resolve(address, kind)

    assert isinstance(flaw, Flaw)
    assert (flaw.code, flaw.line, flaw.column) == (code, 7, 3)
    assert flaw.mend


@pytest.mark.parametrize(
    ("name", "address", "code"),
    [
        ("aoife.vtt", "aoife.webm", "film-without-captions"),
        ("aoife.transcript.md", "aoife.webm", "film-without-transcript"),
        ("call.transcript.md", "call.mp3", "sound-without-transcript"),
    ],
)
def test_a_recording_that_some_people_cannot_follow_is_refused(folder, resolve, name, address, code):
    (folder.root / name).unlink()

    assert resolve(address).code == code


def test_what_is_wrong_in_a_transcript_is_found_once_in_its_own_file(folder, resolve):
    (folder.root / "call.transcript.md").write_text("It rings.\n\n<b>Loud</b>\n")

    for _ in range(2):
        resolve("call.mp3")

    assert [(one.path, one.line, one.code) for one in folder.findings] == [
        ("courses/smu-110/call.transcript.md", 3, "raw-html")
    ]


def test_all_that_a_page_shows_belongs_to_its_version(folder, resolve):
    resolve("aoife.webm")
    resolve("photo.jpg", ReferenceKind.IMAGE)

    assert set(folder.read) == {"aoife.webm", "aoife.vtt", "aoife.transcript.md", "photo.jpg"}


def test_each_lesson_knows_its_own_media(folder):
    first = Addresses(folder, Known())
    first(Reference(kind=ReferenceKind.LINK, address="call.mp3", text="x", line=1, column=1))
    second = first.for_next_file()
    second(Reference(kind=ReferenceKind.LINK, address="table.csv", text="x", line=1, column=1))

    assert set(first.used) == {"call.mp3", "call.transcript.md"}
    assert set(second.used) == {"table.csv"}
    assert set(second.media) == {"call.mp3", "table.csv"}


def test_the_sanitizers_keep_every_address_of_ours(folder):
    text = "![A photo](photo.jpg)\n\n![A plan](plan.svg)\n\n![A wink](wink.gif)\n\n"
    text += "[Film](aoife.webm)\n\n[Sound](call.mp3)\n\n[List](table.csv)\n"
    document = parse(text, resolve=Addresses(folder, Known()))

    html = clean(document.html)

    assert document.flaws == ()
    assert html.count("<img src=") == 3
    assert html.count("/media/") == document.html.count("/media/")
    assert ('srcset="/media/' in html, "<video" in html, "<track" in html, "<audio" in html) == (True,) * 4


LESSON = "courses/smu-110/first-line.md"


def test_a_course_with_media_of_every_kind_is_without_fault(tree, folder):
    for path in sorted(folder.root.iterdir()):
        if path.suffix != ".exe":
            tree.write(f"courses/smu-110/{path.name}", path.read_bytes())
    text = "![A photo](photo.jpg)\n\n![A plan](plan.svg)\n\n![A wink](wink.gif)\n\n[Film](aoife.webm)\n\n"
    text += "[Sound](call.mp3)\n\n[List](The%20Checklist%20(v2).pdf)"
    tree.edit(LESSON, "Mira types.", text)

    reading = tree.read()

    assert reading.findings == ()
    assert {media.path for media in reading.media.values()} == {
        *("photo.jpg", "plan.svg", "wink.gif", "aoife.webm", "aoife.vtt", "call.mp3"),
        "The Checklist (v2).pdf",
    }


@pytest.mark.parametrize(
    "name", ["photo.jpg", "plan.svg", "old.mp4", "old.vtt", "old.transcript.md", "a/b.pdf"]
)
def test_media_that_no_text_names_are_found_and_keep_nothing_from_loading(tree, name):
    tree.write(f"courses/smu-110/{name}", "x")

    reading = tree.read()

    assert [(one.path, one.code, one.severity) for one in reading.findings] == [
        (f"courses/smu-110/{name}", "media-unused", Severity.WARNING)
    ]
    assert "smu-110" in reading.catalog.courses


def test_the_captions_of_a_film_make_a_new_version(tree, folder):
    for name in ("aoife.webm", "aoife.vtt", "aoife.transcript.md"):
        tree.write(f"courses/smu-110/{name}", (folder.root / name).read_bytes())
    tree.edit(LESSON, "Mira types.", "[Film](aoife.webm)")
    before = tree.read().catalog.courses["smu-110"]

    tree.edit("courses/smu-110/aoife.vtt", "Hello", "Good morning")

    after = tree.read().catalog.courses["smu-110"]
    assert after.digest != before.digest
    assert after.lessons[0].digest != before.lessons[0].digest
