"""Pictures of a course: told by their content, bounded in bytes and points, whole to their last line."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageFile

from university.engines.catalog.folder import Unreadable

PIXEL_LIMIT: Final = 40_000_000
SIDE_LIMIT: Final = 16_383  # what WebP can hold, and more than any page shows
TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
TURNED: Final = frozenset({5, 6, 7, 8})  # a camera held sideways writes one of these
ORIENTATION: Final = 274
FAULTS: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError),
    *(struct.error, zlib.error, RuntimeError),
)  # all that Pillow's readers raise on broken files


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a picture turned out to be, as large as a reader sees it."""

    media_type: str
    width: int
    height: int
    is_animated: bool


def measure_picture(body: bytes) -> Seen:
    """Decode a picture once and measure it; raises ``Unreadable`` with what its author must mend."""
    try:
        return _measured(body)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_big() from error
    except FAULTS as error:
        message = "This is not a whole picture in PNG, JPEG, WebP or GIF form, whatever its name says."
        raise Unreadable("image-unreadable", message, "Open it in an editor and export it as PNG.") from error


@contextmanager
def opened(body: bytes) -> Iterator[Image.Image]:
    """Open a picture without a word about what its camera wrote wrongly beside it: nobody reads that.

    Raises whatever Pillow raises; all of it is in ``FAULTS``, save that a picture may be too large.
    """
    with warnings.catch_warnings(), _none_cut_short():
        warnings.simplefilter("ignore", UserWarning)
        with Image.open(io.BytesIO(body), formats=tuple(TYPES)) as picture:
            yield picture


@contextmanager
def _none_cut_short() -> Iterator[None]:
    """Refuse pictures that break off, in a process where the PDF maker has allowed them as well."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _measured(body: bytes) -> Seen:
    with opened(body) as picture:
        width, height = picture.size
        if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
            raise _too_big()
        is_animated = bool(getattr(picture, "is_animated", False))
        if picture.getexif().get(ORIENTATION) in TURNED:
            width, height = height, width
        picture.draft("RGB", (1, 1))  # a JPEG is then decoded at an eighth: enough to know it is whole
        picture.load()
        return Seen(
            media_type=TYPES[str(picture.format)], width=width, height=height, is_animated=is_animated
        )


def _too_big() -> Unreadable:
    message = (
        f"This picture has more than {PIXEL_LIMIT // 1_000_000} million points, "
        f"or a side longer than {SIDE_LIMIT:,}."
    )
    return Unreadable("image-too-large", message, "Make it at most 2,000 points wide.")
