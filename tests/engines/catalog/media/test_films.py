"""Films and sounds are told by their first bytes, and come with captions and a transcript."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media import form_of, read_media
from university.engines.catalog.media.films import check_recording, read_captions, read_transcript


def sound():
    body = io.BytesIO()
    with wave.open(body, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(bytes(80))
    return body.getvalue()


BODIES = {
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04" + bytes(40),
    "mp4": b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(40),
    "m4a": b"\0\0\0\x20ftypM4A \0\0\x02\0M4A mp42isom" + bytes(40),
    "mp3": b"ID3\x04\0\0\0\0\0\0" + bytes(40),
    "ogg": b"OggS\0\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(40),
    "wav": sound(),
}
OTHERS = {
    "nothing": b"",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page behind a signature": b"\x1a\x45\xdf\xa3<html>",
    "a matroska film": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
    "an old QuickTime film": b"\0\0\0\x14ftypqt  \0\0\0\0",
    "a HEIC picture": b"\0\0\0\x18ftypheic\0\0\0\0",
    "an OGG film": b"OggS\0\x02" + bytes(20) + b"\x80theora" + b"\x01vorbis",
    "an OGG of nothing": b"OggS\0\x02" + bytes(60),
    "an AVI film": b"RIFF\0\0\0\0AVI LIST",
    "a program": b"MZ" + bytes(60),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "MP3 without a frame": b"\xff\xff\xff\xff",
}


@pytest.mark.parametrize("ending", BODIES)
def test_each_form_is_told_by_its_first_bytes(tmp_path, ending):
    (tmp_path / f"a.{ending}").write_bytes(BODIES[ending])

    media = read_media(tmp_path, f"a.{ending}", form_of(f"a.{ending}"))

    assert (media.path, media.media_type) == (f"a.{ending}", form_of(f"a.{ending}").media_type)
    assert media.body == BODIES[ending]


@pytest.mark.parametrize("ending", BODIES)
@pytest.mark.parametrize("body", OTHERS.values(), ids=list(OTHERS))
def test_no_ending_makes_another_file_a_recording(ending, body):
    with pytest.raises(Unreadable) as refused:
        check_recording(body, form_of(f"a.{ending}"))

    assert refused.value.code == "media-mismatch"


@pytest.mark.parametrize(
    ("ending", "other"), [("webm", "mp4"), ("mp4", "webm"), ("mp3", "wav"), ("ogg", "mp3")]
)
def test_a_recording_under_the_wrong_ending_is_refused(ending, other):
    with pytest.raises(Unreadable) as refused:
        check_recording(BODIES[ending], form_of(f"a.{other}"))

    assert refused.value.code == "media-mismatch"


@pytest.mark.parametrize("first", [b"\xff\xfb\x90\x00", b"\xff\xf3\x40\xc0", b"ID3\x03\0\0\0\0\0\0"])
def test_an_mp3_begins_with_a_tag_or_a_frame(first):
    check_recording(first + bytes(40), form_of("a.mp3"))


@pytest.mark.parametrize(("name", "limit"), [("a.mp3", 20_000_000), ("a.mp4", 60_000_000)])
def test_a_recording_that_is_too_large_is_refused_and_the_limit_named(tmp_path, name, limit):
    with (tmp_path / name).open("wb") as file:
        file.truncate(limit + 1)

    with pytest.raises(Unreadable) as refused:
        read_media(tmp_path, name, form_of(name))

    assert refused.value.code == "media-too-large"
    assert f"{limit // 1_000_000} MB" in refused.value.mend


def captions_of(tmp_path, text):
    (tmp_path / "a.vtt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_captions(tmp_path, "a.webm")


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:00.000 --> 00:01.500\nHello\n",
        "\ufeffWEBVTT - by Aoife\n\nNOTE\nx\n\n1\n00:00:00.000 --> 01:00:01.500 align:start\nHello\n",
        "WEBVTT\r\n\r\n00:00.000 --> 00:01.500\r\nHello\r\n",
        "WEBVTT\r\r00:59.999\t-->\t01:00.000\rHello",
    ],
)
def test_captions_have_times_and_words(tmp_path, text):
    media = captions_of(tmp_path, text)

    assert (media.path, media.media_type) == ("a.vtt", "text/vtt")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT",
        "WEBVTT\n\nHello\n",
        "WEBVTTX\n\n00:00.000 --> 00:01.500\nHello\n",
        "1\n00:00:00,000 --> 00:00:01,500\nHello\n",
        "WEBVTT\n\n00:00:00,000 --> 00:00:01,500\nHello\n",
        "WEBVTT\n\n00:02.000 --> 00:01.500\nHello\n",
        "WEBVTT\n\n00:01.500 --> 00:01.500\nHello\n",
        "WEBVTT\n\n00:00.000 --> 00:01.500\n\nHello\n",
        "WEBVTT\n\n00:00.000 --> 00:01.500",
        "WEBVTT\n\n00:00.000 --> 00:99.500\nHello\n",
        "WEBVTT\n\n00:00.000-->00:01.500\nHello\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.500\nHell\xf6\n",
        "WEBVTT\n\n00:00.000 --> 00:01.500\n" + "x" * 1_000_000,
    ],
    ids=lambda text: repr(text[:60]),
)
def test_captions_that_browsers_would_not_show_are_refused(tmp_path, text):
    with pytest.raises(Unreadable) as refused:
        captions_of(tmp_path, text)

    assert refused.value.code == "captions-unreadable"


def test_a_film_without_captions_is_refused_with_their_form(tmp_path):
    with pytest.raises(Unreadable) as refused:
        read_captions(tmp_path, "a.webm")

    assert refused.value.code == "film-without-captions"
    assert "WEBVTT" in refused.value.mend


@pytest.mark.parametrize("text", [None, "", " \n\n"], ids=["missing", "empty", "blank"])
@pytest.mark.parametrize("what", ["film", "sound"])
def test_a_recording_without_words_is_refused(tmp_path, text, what):
    if text is not None:
        (tmp_path / "a.transcript.md").write_text(text)

    with pytest.raises(Unreadable) as refused:
        read_transcript(tmp_path, "a.webm", what)

    assert refused.value.code == f"{what}-without-transcript"


def test_a_transcript_is_utf_8(tmp_path):
    (tmp_path / "a.transcript.md").write_bytes(b"Hell\xf6")

    with pytest.raises(Unreadable) as refused:
        read_transcript(tmp_path, "a.webm", "film")

    assert refused.value.code == "not-utf-8"


@given(st.text(alphabet="WEBVT\n\r 0123456789:.->x\ufeff", max_size=120))
def test_any_captions_are_kept_or_refused(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("captions")

    try:
        outcome = captions_of(folder, text).media_type
    except Unreadable as error:
        outcome = error.code

    assert outcome in {"text/vtt", "captions-unreadable"}
