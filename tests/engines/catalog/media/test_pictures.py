"""Pictures are told by their content, and are whole and bounded before anybody draws them."""

import io
import os
import struct
import zlib

import pytest
from PIL import Image, ImageFile

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media import form_of, read_media, read_picture
from university.engines.catalog.media.pictures import measure_picture

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"/>'


def noisy(kind, size=(120, 80)):
    body = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(body, kind)
    return body.getvalue()


def claiming(width, height):
    """A PNG of a few bytes that says it is that large."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


def code_of(body):
    with pytest.raises(Unreadable) as refused:
        measure_picture(body)
    return refused.value.code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(kind, part):
    body = noisy(kind)

    assert code_of(body[: int(len(body) * part)]) == "image-unreadable"


def test_a_picture_cut_short_is_refused_beside_a_reader_that_would_take_it(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the PDF maker does when it is imported

    assert code_of(noisy("PNG")[:-200]) == "image-unreadable"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize(
    "size",
    [(40_000, 40_000), (1, 16_384), (16_384, 1), (7_000, 6_000), (2**31 - 1, 2**31 - 1)],
)
def test_a_picture_that_says_it_is_huge_is_refused_without_drawing_it(size):
    assert code_of(claiming(*size)) == "image-too-large"


@pytest.mark.parametrize(
    "body",
    [b"", b"<svg/>", b"<html>", b"%PDF-1.7", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", DRAWING],
)
def test_what_is_no_picture_is_refused(body):
    assert code_of(body) == "image-unreadable"


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_forms_of_pictures_are_refused(picture, kind):
    assert code_of(picture(kind, size=(16, 16))) == "image-unreadable"


def test_the_content_decides_and_not_the_name(tmp_path, picture):
    (tmp_path / "a.png").write_bytes(picture("JPEG"))

    assert read_picture(tmp_path, "a.png").media_type == "image/jpeg"


def test_a_program_behind_a_picture_does_not_reach_a_reader(tmp_path, picture):
    (tmp_path / "a.png").write_bytes(picture("PNG") + b"<script>alert(1)</script>PK\x03\x04")

    assert read_picture(tmp_path, "a.png").widths == (4,)


@pytest.mark.parametrize(("orientation", "size"), [(1, (4, 3)), (3, (4, 3)), (6, (3, 4)), (8, (3, 4))])
def test_a_picture_has_the_size_that_readers_see(tmp_path, picture, orientation, size):
    exif = Image.Exif()
    exif[274] = orientation
    (tmp_path / "a.jpg").write_bytes(picture("JPEG", exif=exif))

    media = read_picture(tmp_path, "a.jpg")

    assert (media.width, media.height) == size


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (300, (300,)),
        (480, (480,)),
        (481, (480, 481)),
        (1_440, (480, 960, 1_440)),
        (1_920, (480, 960, 1_440, 1_920)),
        (4_000, (480, 960, 1_440, 1_920)),
    ],
)
def test_a_picture_is_offered_in_widths_up_to_its_own(tmp_path, picture, width, widths):
    (tmp_path / "a.png").write_bytes(picture("PNG", size=(width, 2)))

    assert read_picture(tmp_path, "a.png").widths == widths


def test_a_drawing_is_told_by_its_name_and_has_no_widths(tmp_path):
    (tmp_path / "a.svg").write_bytes(DRAWING)

    media = read_picture(tmp_path, "a.svg")

    assert (media.media_type, media.width, media.height, media.widths) == ("image/svg+xml", 64, 36, ())


def test_a_drawing_of_more_than_a_megabyte_is_refused(tmp_path):
    (tmp_path / "a.svg").write_bytes(DRAWING + b" " * 1_000_000)

    with pytest.raises(Unreadable) as refused:
        read_picture(tmp_path, "a.svg")

    assert refused.value.code == "image-too-large"


@pytest.mark.parametrize("name", ["a.webm", "a.pdf", "a.mp3", "a.vtt"])
def test_a_film_is_linked_and_not_shown_as_a_picture(tmp_path, name):
    with pytest.raises(Unreadable) as refused:
        read_picture(tmp_path, name)

    assert refused.value.code == "image-unreadable"
    assert f"]({name})" in refused.value.mend


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf", "a.webm"])
@pytest.mark.parametrize("trick", ["file", "folder", "pipe", "directory"])
def test_only_plain_files_of_the_folder_are_read(tmp_path, picture, name, trick):
    outside, folder = tmp_path / "outside", tmp_path / "course"
    outside.mkdir()
    folder.mkdir()
    (outside / name).write_bytes(picture("PNG"))
    wanted = name
    if trick == "file":
        (folder / name).symlink_to(outside / name)
    elif trick == "folder":
        (folder / "sub").symlink_to(outside)
        wanted = f"sub/{name}"
    elif trick == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).mkdir()

    with pytest.raises(Unreadable) as refused:
        read_media(folder, wanted, form_of(name))

    assert refused.value.code in {"symlink", "image-missing", "media-missing"}


@pytest.mark.parametrize("name", ["../a.png", "x/../../a.png", "/etc/a.png", "a\0.png", "x" * 300 + ".png"])
def test_no_name_leads_out_of_the_folder(tmp_path, picture, name):
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    folder = tmp_path / "course"
    (folder / "x").mkdir(parents=True)

    with pytest.raises(Unreadable) as refused:
        read_picture(folder, name)

    assert refused.value.code in {"symlink", "image-missing"}
