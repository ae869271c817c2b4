"""The one door of this room: pictures of courses, by the digest of their bytes."""

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue

from university.base.errors import NotFound
from university.courses import queries
from university.engines.catalog.pictures import ENDINGS
from university.web.access import open_to
from university.web.db import session

bp = Blueprint("courses", __name__)
FOR_A_YEAR = "private, max-age=31536000, immutable"


@bp.get("/media/<slug:digest>.<slug:ending>")
@open_to("employee")
def media(digest: str, ending: str) -> ResponseReturnValue:
    """Give a picture; the same address always means the same bytes, so that browsers may keep it."""
    picture = queries.get_media(session(), digest)
    if ENDINGS.get(picture.media_type) != ending:
        raise NotFound("There is no such picture.")
    response = make_response(picture.body)
    response.mimetype = picture.media_type
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response
