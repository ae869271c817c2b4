"""Pictures of a course: told by their content, bounded in bytes and pixels."""

import hashlib
import io
import struct
import zlib
from pathlib import Path
from typing import Final

from PIL import Image

from university.engines.catalog.folder import Unreadable, read_bytes
from university.engines.catalog.model import Media

BYTES_LIMIT: Final = 10_000_000
PIXEL_LIMIT: Final = 40_000_000
TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
ENDINGS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
TURNED: Final = frozenset({5, 6, 7, 8})  # a camera held sideways writes one of these
ORIENTATION: Final = 274
FAULTS: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError),
    *(struct.error, zlib.error, RuntimeError),
)  # all that Pillow's readers raise on broken files


def read_picture(root: Path, name: str) -> Media:
    """Read a picture below ``root``; raises ``Unreadable`` with what its author must mend."""
    if name.lower().endswith((".svg", ".svgz")):
        message = "SVG pictures can hold programs, so they are not shown."
        raise Unreadable("image-svg", message, "Export it as PNG or WebP.")
    body = _read(root, name)
    media_type, width, height = _look_at(body)
    return Media(
        path=name,
        digest=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        width=width,
        height=height,
        body=body,
    )


def address_of(media: Media) -> str:
    """Give the lasting address of a picture."""
    return f"/media/{media.digest}.{ENDINGS[media.media_type]}"


def _read(root: Path, name: str) -> bytes:
    try:
        return read_bytes(root, name, BYTES_LIMIT, "image-too-large")
    except Unreadable as error:
        if error.code != "file-missing":
            raise
        message = "There is no such picture in this folder."
        raise Unreadable("image-missing", message, "Add it beside the lesson, or mend its name.") from error


def _look_at(body: bytes) -> tuple[str, int, int]:
    try:
        return _measured(body)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_big() from error
    except FAULTS as error:
        message = "This is not a picture in PNG, JPEG, WebP or GIF form, whatever its name says."
        raise Unreadable("image-unreadable", message, "Open it in an editor and export it as PNG.") from error


def _measured(body: bytes) -> tuple[str, int, int]:
    """Look twice: the check of the whole file must come first after opening, and uses the picture up."""
    with Image.open(io.BytesIO(body), formats=tuple(TYPES)) as picture:
        if picture.width * picture.height > PIXEL_LIMIT:
            raise _too_big()
        picture.verify()
    with Image.open(io.BytesIO(body), formats=tuple(TYPES)) as picture:
        media_type, (width, height) = TYPES[str(picture.format)], picture.size
        is_turned = picture.getexif().get(ORIENTATION) in TURNED
    return (media_type, height, width) if is_turned else (media_type, width, height)


def _too_big() -> Unreadable:
    message = f"This picture has more than {PIXEL_LIMIT // 1_000_000} million points."
    return Unreadable("image-too-large", message, "Make it at most 2,000 points wide.")
