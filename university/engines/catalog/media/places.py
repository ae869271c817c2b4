"""Where media lie on this site: lasting addresses made of the digest of their bytes."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from university.engines.catalog.media.forms import ENDINGS, FORMS
from university.engines.catalog.model import Media
from university.engines.markup.parse.document import TargetKind

NAME_LIMIT: Final = 60


def address_of(media: Media) -> str:
    """Give the address that a page points at: of a picture in its largest width, of a file with a name."""
    ending = ENDINGS[media.media_type]
    if media.widths:
        return sources_of(media)[-1][0]
    if FORMS[ending].kind is TargetKind.FILE and ending != "vtt":
        return f"/media/{media.digest}/{plain_name(media.path)}.{ending}"
    return f"/media/{media.digest}.{ending}"


def sources_of(media: Media) -> tuple[tuple[str, int], ...]:
    """Give the address of a picture in each of its widths, smallest first."""
    ending = ENDINGS[media.media_type]
    return tuple((f"/media/{media.digest}-{width}.{ending}", width) for width in media.widths)


def plain_name(path: str) -> str:
    """Give the name that a download is saved under: the author's, in letters that every system takes."""
    stem = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:NAME_LIMIT].strip("-") or "file"
