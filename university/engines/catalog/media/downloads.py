"""Files that readers take away: told by their content without unpacking a single byte of it."""

import io
import struct
import zipfile
from typing import Final

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media.forms import FORMS, Form

ENTRIES_LIMIT: Final = 5_000
UNPACKED_LIMIT: Final = 200_000_000
DIRECTORY_LIMIT: Final = 1_000_000
OFFICE: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN: Final = frozenset({"odt", "ods"})
PROGRAMS: Final = ("vbaproject.bin", "basic/", "scripts/")
END_OF_ZIP: Final = b"PK\x05\x06"
FIRST_ENTRY: Final = b"PK\x03\x04"
FAULTS: Final = (zipfile.BadZipFile, ValueError, OSError, struct.error, RuntimeError, LookupError)


def check_download(body: bytes, form: Form) -> None:
    """Raise ``Unreadable`` unless the bytes are what the ending of their file promises."""
    if form.is_text:
        _check_text(body, form)
    elif form.ending == "pdf":
        _require(body.startswith(b"%PDF-") and b"%%EOF" in body[-1_024:], form)
    else:
        _check_zip(body, form)


def _require(is_right: bool, form: Form) -> None:
    if not is_right:
        name = form.ending.upper()
        message = f"This is not a {name} file, whatever its name says, or it is damaged."
        raise Unreadable("media-mismatch", message, f"Save it again as {name}.")


def _check_text(body: bytes, form: Form) -> None:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Byte {error.start} is not UTF-8, so the text would not be readable everywhere."
        raise Unreadable("media-mismatch", message, "Save the file as UTF-8.") from error
    _require("\0" not in text, form)


def _check_zip(body: bytes, form: Form) -> None:
    names = _names_in(body, form)
    if any(part in name.lower() for name in names for part in PROGRAMS):
        message = "This file holds macros, which are programs that run on the reader's computer."
        raise Unreadable("file-with-macros", message, f"Save it as {form.ending.upper()} without macros.")
    if form.ending in OPEN:
        _require(_is_open_document(body, form), form)
    else:
        _require("[Content_Types].xml" in names and OFFICE[form.ending] in names, form)


def _names_in(body: bytes, form: Form) -> list[str]:
    """List what a zip says it holds; its table is bounded before it is read."""
    _require(body.startswith(FIRST_ENTRY), form)
    end = body.rfind(END_OF_ZIP, max(0, len(body) - 65_557))
    _require(0 <= end <= len(body) - 22, form)
    count, table, start, comment = struct.unpack_from("<2xHIIH", body, end + 8)
    if count > ENTRIES_LIMIT or table > DIRECTORY_LIMIT:
        raise _too_large()
    _require(start + table == end and end + 22 + comment == len(body), form)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            entries = packed.infolist()
    except FAULTS as error:
        message = f"This {form.ending.upper()} file is damaged."
        raise Unreadable("media-mismatch", message, "Save it again.") from error
    if len(entries) > ENTRIES_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise _too_large()
    return [entry.filename for entry in entries]


def _is_open_document(body: bytes, form: Form) -> bool:
    """An open document says what it is in its first entry, unpacked, right after the entry's name."""
    wanted = FORMS[form.ending].media_type.encode()
    return body[30:38] == b"mimetype" and body[38 : 38 + len(wanted) + 2] == wanted + b"PK"


def _too_large() -> Unreadable:
    message = f"This file unpacks to more than {UNPACKED_LIMIT // 1_000_000} MB or {ENTRIES_LIMIT:,} parts."
    return Unreadable("media-too-large", message, "Take large pictures out of it, or split it.")
