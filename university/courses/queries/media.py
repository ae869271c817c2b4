"""Read the files of courses: as their authors gave them, and in the widths that pages offer."""

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from university.base.errors import NotFound
from university.courses.models import MediaFile, PictureWidth


def get_media(session: Session, digest: str) -> MediaFile:
    """A file of a course by its digest; raises ``NotFound``."""
    media = session.get(MediaFile, digest)
    if media is None:
        raise NotFound("There is no such file.")
    return media


def get_shown_media(session: Session, digest: str) -> MediaFile | PictureWidth:
    """What readers may see of a file: a picture without what its camera wrote, else the file itself.

    Raises ``NotFound``.
    """
    largest = session.scalars(
        select(PictureWidth)
        .options(undefer(PictureWidth.body))
        .where(PictureWidth.digest == digest)
        .order_by(PictureWidth.width.desc())
        .limit(1)
    ).one_or_none()
    return largest or get_media(session, digest)


def get_picture(session: Session, digest: str, width: int) -> PictureWidth:
    """A picture in one width; raises ``NotFound``."""
    picture = session.get(PictureWidth, (digest, width), options=[undefer(PictureWidth.body)])
    if picture is None:
        raise NotFound("There is no such picture.")
    return picture


def list_widths(session: Session) -> frozenset[tuple[str, int]]:
    """Every picture and width that is kept, by digest."""
    rows = session.execute(select(PictureWidth.digest, PictureWidth.width))
    return frozenset((row.digest, row.width) for row in rows)
