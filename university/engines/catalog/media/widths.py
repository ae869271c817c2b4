"""A picture in the widths that pages offer: turned upright, in sRGB, without what a camera wrote beside it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps

from university.engines.catalog.media.pictures import opened
from university.engines.catalog.model import Media

WIDTHS: Final = (480, 960, 1440)
LARGEST: Final = 1920
FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
SAVED: Final[dict[str, dict[str, Any]]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    "WEBP": {"quality": 82, "method": 4},
}
PROFILE_LIMIT: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class MadeWidth:
    """One picture in one width, ready to be kept."""

    digest: str
    width: int
    media_type: str
    body: bytes


def widths_of(media_type: str, width: int) -> tuple[int, ...]:
    """Give the widths that a picture is offered in, smallest first, the last being its own, 1920 at most."""
    if media_type not in FORMATS:
        return ()
    own = min(width, LARGEST)
    return (*(step for step in WIDTHS if step < own), own)


def shown_size(media: Media) -> tuple[int, int]:
    """Give the largest size that a picture is shown in."""
    return _fitting(media.width, media.height, min(media.width, LARGEST))


def make_widths(media: Media) -> Iterator[MadeWidth]:
    """Make a picture in each of its widths, one after the other; the same bytes give the same bytes.

    Nothing is made of an animation, a drawing or another file. Expects a picture that could be measured.
    """
    if not media.widths:
        return
    with opened(media.body) as original:
        form, is_lossless = str(original.format), _is_lossless(media.body)
        has_palette = original.mode in {"P", "1"}
        largest = _largest(original, media)
    for width in reversed(media.widths):
        picture = _resized(largest, _fitting(media.width, media.height, width))
        body = _saved(picture, form, has_palette=has_palette, is_lossless=is_lossless)
        yield MadeWidth(digest=media.digest, width=width, media_type=media.media_type, body=body)


def _largest(original: Image.Image, media: Media) -> Image.Image:
    """Give the picture in its largest width; a JPEG is decoded near that size, which bounds the memory."""
    shown = shown_size(media)
    is_upright = original.size == (media.width, media.height)
    original.draft(original.mode, shown if is_upright else shown[::-1])
    return _resized(_upright(original), shown)


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _fitting(width: int, height: int, wanted: int) -> tuple[int, int]:
    return wanted, max(1, round(height * wanted / width))


def _upright(original: Image.Image) -> Image.Image:
    """Turn it as its camera was held, bring its colors to sRGB, and leave everything else behind."""
    profile = original.info.get("icc_profile", b"")
    ImageOps.exif_transpose(original, in_place=True)
    picture = _in_srgb(original, profile) if profile else _plain(original)
    picture.info = {}
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Give it in a mode that every form can be saved in, with no copy of a large one; 16 bits become 8."""
    if picture.mode.startswith(("I", "F")):
        return picture.convert("I").point([value // 256 for value in range(65_536)], "L")
    has_alpha = picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "L" if picture.mode in {"1", "L"} else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Change the colors; a profile that cannot be used is as if there were none."""
    if len(profile) <= PROFILE_LIMIT and picture.mode in {"RGB", "RGBA", "CMYK"}:
        with suppress(ImageCms.PyCMSError, OSError):
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            if changed is not None:
                return changed
    return _plain(picture)


def _is_lossless(body: bytes) -> bool:
    return body[12:16] == b"VP8L"


def _saved(picture: Image.Image, form: str, *, has_palette: bool, is_lossless: bool) -> bytes:
    saved = io.BytesIO()
    if form == "JPEG" and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    if form == "PNG" and has_palette:
        picture = _with_palette(picture)
    if form == "WEBP" and is_lossless:
        picture.save(saved, form, lossless=True)
    else:
        picture.save(saved, form, **SAVED[form])
    return saved.getvalue()


def _with_palette(picture: Image.Image) -> Image.Image:
    """Keep a picture of few colors small: a screenshot of 256 colors is not made a photograph."""
    if picture.mode == "L":
        return picture
    method = Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else Image.Quantize.MEDIANCUT
    colors = len(picture.getcolors(256) or range(256))
    return picture.quantize(max(colors, 2), method, dither=Image.Dither.NONE)
