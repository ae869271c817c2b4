"""The doors of this room: media of courses, by the digest of their bytes."""

import io

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from university.base.errors import NotFound
from university.courses import queries
from university.engines.catalog.media.forms import DRAWING, FORMS, Form
from university.engines.markup.parse.document import TargetKind
from university.web.access import open_to
from university.web.db import session

bp = Blueprint("courses", __name__)
FOR_A_YEAR = "private, max-age=31536000, immutable"
ALONE = "sandbox; default-src 'none'"
DRAWN = f"{ALONE}; style-src 'unsafe-inline'"
SHOWN = frozenset({TargetKind.PICTURE, TargetKind.FILM, TargetKind.SOUND})


@bp.get("/media/<slug:digest>.<slug:ending>")
@open_to("employee")
def media(digest: str, ending: str) -> ResponseReturnValue:
    """Give a file as its author made it, or a picture in its largest width.

    The same address always means the same content, so that browsers may keep it. A part can be asked
    for, as players of films do.
    """
    kept = queries.get_shown_media(session(), digest)
    form = _form(ending, kept.media_type)
    return _sent(kept.body, form, digest, name=f"{form.kind}.{ending}")


@bp.get("/media/<slug:digest>-<id:width>.<slug:ending>")
@open_to("employee")
def picture(digest: str, width: int, ending: str) -> ResponseReturnValue:
    """Give a picture in one of its widths."""
    kept = queries.get_picture(session(), digest, width)
    form = _form(ending, kept.media_type)
    return _sent(kept.body, form, f"{digest}-{width}", name=f"{form.kind}.{ending}")


@bp.get("/media/<slug:digest>/<slug:saved_as>.<slug:ending>")
@open_to("employee")
def download(digest: str, saved_as: str, ending: str) -> ResponseReturnValue:
    """Give a file to take away, under the name in its address."""
    kept = queries.get_media(session(), digest)
    form = _form(ending, kept.media_type)
    if form.kind is not TargetKind.FILE:
        raise NotFound("There is no such file.")
    return _sent(kept.body, form, digest, name=f"{saved_as}.{ending}")


def _form(ending: str, media_type: str) -> Form:
    """The form that an ending names, if the file has it: plain texts of one content may have several."""
    form = FORMS.get(ending)
    is_right = form is not None and (
        form.media_type == media_type or (form.is_text and media_type.startswith("text/"))
    )
    if form is None or not is_right:
        raise NotFound("There is no such file.")
    return form


def _sent(body: bytes, form: Form, tag: str, *, name: str) -> Response:
    """Send bytes, or the part asked for; what a browser could take for a page may do nothing as one."""
    is_shown = form.kind in SHOWN
    response = send_file(
        io.BytesIO(body),
        mimetype=form.media_type,
        as_attachment=not is_shown,
        download_name=name,
        etag=tag,
        conditional=True,
    )
    response.headers["Cache-Control"] = FOR_A_YEAR
    if not is_shown:
        response.headers["Content-Security-Policy"] = DRAWN if form is DRAWING else ALONE
    return response
