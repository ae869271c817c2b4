"""Keep the files of courses, and their pictures in every width that pages offer."""

from collections.abc import Container, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.models import MediaFile, PictureWidth
from university.courses.queries import list_widths
from university.engines.catalog.load import Reading
from university.engines.catalog.media import widths
from university.engines.catalog.media.widths import MadeWidth


def make_widths(reading: Reading, kept: Container[tuple[str, int]] = ()) -> list[MadeWidth]:
    """Make the widths of all pictures read, save those kept already; slow, so outside a transaction."""
    return [
        made
        for media in reading.media.values()
        if not all((media.digest, width) in kept for width in media.widths)
        for made in widths.make_widths(media)
    ]


def keep_media(session: Session, reading: Reading, made: Sequence[MadeWidth]) -> None:
    """Keep the files of a reading that are not kept yet, and the widths of its pictures."""
    known = set(session.scalars(select(MediaFile.digest).where(MediaFile.digest.in_(list(reading.media)))))
    session.add_all(
        MediaFile(digest=digest, media_type=media.media_type, body=media.body)
        for digest, media in reading.media.items()
        if digest not in known
    )
    _keep_widths(session, reading, made)


def _keep_widths(session: Session, reading: Reading, made: Sequence[MadeWidth]) -> None:
    """Keep what was made before the transaction, and make what is missing still."""
    kept = set(list_widths(session))
    at_hand = kept | {(one.digest, one.width) for one in made}
    for one in [*made, *make_widths(reading, at_hand)]:
        if one.digest in reading.media and (one.digest, one.width) not in kept:
            kept.add((one.digest, one.width))
            session.add(
                PictureWidth(digest=one.digest, width=one.width, media_type=one.media_type, body=one.body)
            )
