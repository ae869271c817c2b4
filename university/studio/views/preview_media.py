"""Films, sounds and files to take away for the preview: they may never have been loaded."""

import io
from collections.abc import Collection

from flask import send_file, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from university.base.errors import NotFound
from university.engines.catalog.media import address_of, form_of
from university.engines.catalog.model import Media
from university.engines.markup.parse.document import TargetKind
from university.studio import services
from university.studio.queries import Workbench
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, content
from university.studio.views.sheets import PICTURES, with_pictures
from university.web.access import open_to

PLAYED = frozenset({TargetKind.FILM, TargetKind.SOUND})
ALONE = "sandbox; default-src 'none'"


@bp.get("/studio/<slug:course>/preview/media/<file:name>")
@open_to("author", "admin")
def preview_media(course: str, name: str) -> ResponseReturnValue:
    """Give a film, a sound or a file of the next version, or the part of it that a player asks for."""
    here = bench(course)
    reading = services.read_drafts(content(), course, here.drafts)
    media = next((one for one in reading.media.values() if one.path == name), None)
    form = form_of(name)
    if media is None or form is None:
        raise NotFound("There is no such file in the next version of this course.")
    is_played = form.kind in PLAYED
    response = send_file(
        io.BytesIO(media.body),
        mimetype=media.media_type,
        as_attachment=not is_played,
        download_name=name,
        etag=media.digest,
        conditional=True,
    )
    if not is_played:
        response.headers["Content-Security-Policy"] = ALONE
    return response


def with_media(html: Markup, here: Workbench, shown: Collection[Media]) -> Markup:
    """Let a page show all its media from the folder and the drafts."""
    html = with_pictures(html, here, shown)
    for media in shown:
        if not media.media_type.startswith(PICTURES) and "/" not in media.path:
            place = url_for(".preview_media", course=here.slug, name=media.path)
            html = html.replace(address_of(media), place)
    return html
