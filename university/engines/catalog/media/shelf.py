"""What a text names of its folder's media -> what a page needs to draw it; each file is read once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from university.engines.catalog.folder import Folder
from university.engines.catalog.media.films import (
    TRANSCRIPT,
    read_captions,
    read_transcript,
    transcript_beside,
)
from university.engines.catalog.media.forms import ENDINGS, FORMS, Form, form_of
from university.engines.catalog.media.places import address_of, sources_of
from university.engines.catalog.media.reader import read_media, read_picture
from university.engines.catalog.media.widths import shown_size
from university.engines.catalog.model import Media
from university.engines.markup import render
from university.engines.markup.parse.document import Target, TargetKind

IDS: Final = re.compile(r' id="[^"]*"')
NOTES: Final = frozenset({FORMS["txt"], FORMS["csv"]})
ADAPTS: Final = b"prefers-color-scheme"
RECORDINGS: Final = frozenset({TargetKind.FILM, TargetKind.SOUND})


@dataclass(kw_only=True)
class Shelf:
    """The media that the files of one folder met; ``used`` holds the bytes behind one of these files."""

    folder: Folder
    media: dict[str, Media] = field(default_factory=dict)
    transcripts: dict[str, str] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)

    def for_next_file(self) -> "Shelf":
        """Share what was read with another file of the same folder."""
        return replace(self, used={})

    def picture(self, name: str) -> Target:
        """Place a picture or drawing; raises ``Unreadable``."""
        return _target(self._known(name) or self._keep(read_picture(self.folder.root, name)))

    def linked(self, name: str, form: Form) -> Target:
        """Place what a link names; a film needs captions and a transcript. Raises ``Unreadable``."""
        target = _target(self._known(name) or self._keep(read_media(self.folder.root, name, form)))
        if form.kind not in RECORDINGS:
            return target
        captions = self._captions(name) if form.kind is TargetKind.FILM else ""
        return replace(target, captions=captions, transcript=self._transcript(name, form))

    def _known(self, name: str) -> Media | None:
        return self._keep(self.media[name]) if name in self.media else None

    def _keep(self, media: Media) -> Media:
        self.media[media.path] = media
        self._use(media.path, media.body)
        return media

    def _use(self, name: str, body: bytes) -> None:
        self.folder.read[name] = self.used[name] = body

    def _captions(self, film: str) -> str:
        return address_of(self._keep(read_captions(self.folder.root, film)))

    def _transcript(self, recording: str, form: Form) -> str:
        name = transcript_beside(recording)
        text, body = read_transcript(self.folder.root, recording, form.kind.value)
        self._use(name, body)
        if name not in self.transcripts:
            html, flaws = render(text)
            self.folder.note_flaws(name, flaws)
            # The page may hold another place of that name, and nothing points into a transcript.
            self.transcripts[name] = IDS.sub("", html)
        return self.transcripts[name]


def note_unused(folder: Folder, names: Iterable[str]) -> None:
    """Write down which media no text of the folder names, once all its texts were read.

    Plain texts and tables are passed over: they may be the author's own notes.
    """
    for name in names:
        form = form_of(name)
        is_media = form not in NOTES if form else name.endswith(TRANSCRIPT)
        if is_media and name not in folder.read:
            message = "No text of this course shows this file or leads to it."
            folder.note(name, 1, "media-unused", message, "Name it in a lesson, or take the file out.")


def _target(media: Media) -> Target:
    kind = FORMS[ENDINGS[media.media_type]].kind
    width, height = shown_size(media) if media.widths else (media.width, media.height)
    return Target(
        address=address_of(media),
        width=width or None,
        height=height or None,
        kind=kind,
        sources=sources_of(media),
        size=len(media.body),
        media_type=media.media_type,
        name=media.path,
        adapts=kind is TargetKind.DRAWING and ADAPTS in media.body,
    )
