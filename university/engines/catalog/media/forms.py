"""The forms of media that a course may hold: their ending, the type they are served as, and their limit."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from university.engines.markup.parse.document import TargetKind

MB: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form of media, and how many bytes of it are read at most."""

    ending: str
    media_type: str
    kind: TargetKind
    limit: int = 20 * MB

    @property
    def is_text(self) -> bool:
        """Whether only its ending tells it from other plain texts."""
        return self.media_type.startswith("text/")


CAPTIONS: Final = Form(ending="vtt", media_type="text/vtt", kind=TargetKind.FILE, limit=MB)
DRAWING: Final = Form(ending="svg", media_type="image/svg+xml", kind=TargetKind.DRAWING, limit=MB)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
_TYPES: Final = {
    TargetKind.PICTURE: {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"},
    TargetKind.FILM: {"webm": "video/webm", "mp4": "video/mp4"},
    TargetKind.SOUND: {"mp3": "audio/mpeg", "ogg": "audio/ogg", "m4a": "audio/mp4", "wav": "audio/wav"},
    TargetKind.FILE: {
        "pdf": "application/pdf",
        "txt": "text/plain",
        "csv": "text/csv",
        "docx": f"{_OFFICE}.wordprocessingml.document",
        "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
        "pptx": f"{_OFFICE}.presentationml.presentation",
        "odt": f"{_OPEN}.text",
        "ods": f"{_OPEN}.spreadsheet",
    },
}
_LIMITS: Final = {TargetKind.PICTURE: 10 * MB, TargetKind.FILM: 60 * MB}
_OTHER_ENDINGS: Final = {"jpeg": "jpg"}

FORMS: Final = {
    ending: Form(ending=ending, media_type=media_type, kind=kind, limit=_LIMITS.get(kind, 20 * MB))
    for kind, types in _TYPES.items()
    for ending, media_type in types.items()
} | {"svg": DRAWING, "vtt": CAPTIONS}
LARGEST: Final = max(form.limit for form in FORMS.values())
ENDINGS: Final = {form.media_type: ending for ending, form in FORMS.items()}


def form_of(name: str) -> Form | None:
    """Give the form that a file's ending promises; None for a file that no course may hold."""
    ending = PurePosixPath(name).suffix.removeprefix(".").lower()
    return FORMS.get(_OTHER_ENDINGS.get(ending, ending))
