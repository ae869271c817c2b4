"""Films and sounds of a course: told by their first bytes, with captions and a transcript beside them."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from university.engines.catalog.folder import TEXT_LIMIT, Unreadable, read_bytes
from university.engines.catalog.media.forms import CAPTIONS, Form
from university.engines.catalog.model import Media

TRANSCRIPT: Final = ".transcript.md"
HEAD: Final = 4_096
MP4_BRANDS: Final = re.compile(rb"(isom|iso[2-9]|avc1|mp4[12]|dash|M4V |M4VP|f4v |MSNV)")
M4A_BRANDS: Final = re.compile(rb"(M4A |M4B |isom|iso[2-9]|mp4[12]|dash)")
MP3: Final = re.compile(rb"ID3[\x02-\x04]|\xff[\xfa\xfb\xf2\xf3\xe2\xe3][\x10-\xef]", re.DOTALL)
OGG_SOUND: Final = re.compile(rb"\x01vorbis|OpusHead|\x7fFLAC|Speex   ")
OGG_FILM: Final = b"\x80theora"
TIME: Final = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE: Final = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?")
EXAMPLE: Final = "WEBVTT, an empty line, then 00:00.000 --> 00:02.500 and below it what is said"


def check_recording(body: bytes, form: Form) -> None:
    """Raise ``Unreadable`` unless the bytes begin as the ending of their file promises."""
    if not _LOOKS[form.ending](body[:HEAD]):
        message = f"This is not a {form.ending.upper()} file, whatever its name says."
        raise Unreadable("media-mismatch", message, f"Export it again as {form.ending.upper()}.")


def captions_beside(name: str) -> str:
    """Name the captions of a film."""
    return str(PurePosixPath(name).with_suffix(".vtt"))


def transcript_beside(name: str) -> str:
    """Name the transcript of a film or sound."""
    return str(PurePosixPath(name).with_suffix(TRANSCRIPT))


def read_captions(root: Path, film: str) -> Media:
    """Read the captions of a film; raises ``Unreadable`` if there are none or browsers would show none."""
    name = captions_beside(film)
    try:
        body = read_bytes(root, name, CAPTIONS.limit, "captions-unreadable")
    except Unreadable as error:
        if error.code != "file-missing":
            raise
        message = f"This film has no captions: there is no {name} beside it."
        mend = f"Write {name}: {EXAMPLE}."
        raise Unreadable("film-without-captions", message, mend) from error
    _check_captions(name, body)
    digest = hashlib.sha256(body).hexdigest()
    return Media(path=name, digest=digest, media_type=CAPTIONS.media_type, body=body)


def read_transcript(root: Path, recording: str, what: str) -> tuple[str, bytes]:
    """Read the transcript of a film or sound; raises ``Unreadable`` if there is none, or no word in it."""
    name = transcript_beside(recording)
    code = f"{what}-without-transcript"
    try:
        body = read_bytes(root, name, TEXT_LIMIT, "file-too-large")
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not-utf-8", f"{name} is not UTF-8.", "Save it as UTF-8.") from error
    except Unreadable as error:
        if error.code != "file-missing":
            raise
        text, body = "", b""
    if not text.strip():
        message = f"This {what} has no transcript: there are no words in {name} beside it."
        raise Unreadable(code, message, f"Write in {name} who says what, and what is to be seen or heard.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), body


def _check_captions(name: str, body: bytes) -> None:
    try:
        lines = body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise _unreadable(f"{name} is not UTF-8.") from error
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise _unreadable(f"{name} does not begin with WEBVTT.")
    cues = [row for row, line in enumerate(lines) if "-->" in line]
    for row in cues:
        _check_cue(name, lines, row)
    if not cues:
        raise _unreadable(f"{name} holds no words with their times.")


def _check_cue(name: str, lines: list[str], row: int) -> None:
    found = CUE.fullmatch(lines[row])
    if found is None:
        raise _unreadable(f"{name}, line {row + 1}: these are not two times as 00:01.500 --> 00:04.000.")
    if _moment(found.groups()[:4]) >= _moment(found.groups()[4:]):
        raise _unreadable(f"{name}, line {row + 1}: the words end before they begin.")
    if row + 1 >= len(lines) or not lines[row + 1].strip():
        raise _unreadable(f"{name}, line {row + 1}: no words stand below these times.")


def _moment(parts: tuple[str | None, ...]) -> tuple[int, ...]:
    return tuple(int(part or 0) for part in parts)


def _unreadable(message: str) -> Unreadable:
    return Unreadable("captions-unreadable", message, f"The form is: {EXAMPLE}.")


def _is_webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:64]


def _is_mp4(head: bytes, brands: re.Pattern[bytes] = MP4_BRANDS) -> bool:
    return head[4:8] == b"ftyp" and brands.fullmatch(head[8:12]) is not None


def _is_m4a(head: bytes) -> bool:
    return _is_mp4(head, M4A_BRANDS)


def _is_mp3(head: bytes) -> bool:
    return MP3.match(head) is not None


def _is_ogg(head: bytes) -> bool:
    return head.startswith(b"OggS\x00") and OGG_SOUND.search(head) is not None and OGG_FILM not in head


def _is_wav(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:16] == b"WAVEfmt "


_LOOKS: Final[dict[str, Callable[[bytes], bool]]] = {
    "webm": _is_webm,
    "mp4": _is_mp4,
    "m4a": _is_m4a,
    "mp3": _is_mp3,
    "ogg": _is_ogg,
    "wav": _is_wav,
}
