"""One media file of a folder -> its bytes with what is known of it; read in the way of its form."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from university.engines.catalog.folder import Unreadable, read_bytes
from university.engines.catalog.media.downloads import check_download
from university.engines.catalog.media.drawings import measure_drawing
from university.engines.catalog.media.films import check_recording
from university.engines.catalog.media.forms import DRAWING, FORMS, MB, Form, form_of
from university.engines.catalog.media.pictures import measure_picture
from university.engines.catalog.media.widths import widths_of
from university.engines.catalog.model import Media
from university.engines.markup.parse.document import TargetKind

Check = Callable[[bytes, Form], None]
CHECKS: Final[dict[TargetKind, Check]] = {
    TargetKind.FILM: check_recording,
    TargetKind.SOUND: check_recording,
    TargetKind.FILE: check_download,
}


def read_picture(root: Path, name: str) -> Media:
    """Read a picture or drawing below ``root``; raises ``Unreadable`` with what its author must mend.

    A picture is told by its bytes alone. Nobody can tell a drawing from other texts, so its name must.
    """
    form = form_of(name)
    if form is not None and form.kind not in {TargetKind.PICTURE, TargetKind.DRAWING}:
        message = f"This is a {form.ending.upper()} file, not a picture."
        mend = f"Take the ! away and it becomes a link: [words]({name[:80]})."
        raise Unreadable("image-unreadable", message, mend)
    if form is DRAWING:
        return _drawing(root, name)
    body = _read_image(root, name, FORMS["png"].limit)
    seen = measure_picture(body)
    widths = () if seen.is_animated else widths_of(seen.media_type, seen.width)
    return Media(
        path=name,
        digest=hashlib.sha256(body).hexdigest(),
        media_type=seen.media_type,
        width=seen.width,
        height=seen.height,
        widths=widths,
        body=body,
    )


def read_media(root: Path, name: str, form: Form) -> Media:
    """Read what a link names below ``root``; raises ``Unreadable`` with what its author must mend."""
    if form.kind in {TargetKind.PICTURE, TargetKind.DRAWING}:
        return read_picture(root, name)
    body = _read(root, name, form)
    CHECKS[form.kind](body, form)
    return Media(path=name, digest=hashlib.sha256(body).hexdigest(), media_type=form.media_type, body=body)


def _drawing(root: Path, name: str) -> Media:
    body = _read_image(root, name, DRAWING.limit)
    width, height = measure_drawing(body)
    return Media(
        path=name,
        digest=hashlib.sha256(body).hexdigest(),
        media_type=DRAWING.media_type,
        width=width,
        height=height,
        body=body,
    )


def _read_image(root: Path, name: str, limit: int) -> bytes:
    try:
        return read_bytes(root, name, limit, "image-too-large")
    except Unreadable as error:
        if error.code != "file-missing":
            raise
        message = "There is no such picture in this folder."
        raise Unreadable("image-missing", message, "Add it beside the lesson, or mend its name.") from error


def _read(root: Path, name: str, form: Form) -> bytes:
    try:
        return read_bytes(root, name, form.limit, "media-too-large")
    except Unreadable as error:
        if error.code == "media-too-large":
            mend = f"Export it again with less than {form.limit // MB} MB."
            raise Unreadable(error.code, error.message, mend) from error
        if error.code != "file-missing":
            raise
        message = "There is no such file in this folder."
        raise Unreadable("media-missing", message, "Add it beside the lesson, or mend its name.") from error
