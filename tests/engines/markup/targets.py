"""Where references lead in tests: a folder with one file of every kind."""

from university.engines.markup.parse.document import ReferenceKind, Target, TargetKind

STORED = f"/media/{'0' * 64}"
TRANSCRIPT = "<p>Aoife: We have your photo.</p>\n"
TARGETS = {
    "page.md": Target(address="/courses/smu-110/page/"),
    "picture.png": Target(
        address=f"{STORED}-960.png",
        width=960,
        height=540,
        kind=TargetKind.PICTURE,
        sources=((f"{STORED}-480.png", 480), (f"{STORED}-960.png", 960)),
    ),
    "small.png": Target(
        address=f"{STORED}-64.png",
        width=64,
        height=48,
        kind=TargetKind.PICTURE,
        sources=((f"{STORED}-64.png", 64),),
    ),
    "phone.svg": Target(address=f"{STORED}.svg", width=480, height=300, kind=TargetKind.DRAWING),
    "drawing.svg": Target(address=f"{STORED}.svg", width=640, height=160, kind=TargetKind.DRAWING),
    "night.svg": Target(address=f"{STORED}.svg", width=640, height=160, kind=TargetKind.DRAWING, adapts=True),
    "film.webm": Target(
        address=f"{STORED}.webm",
        width=640,
        height=360,
        kind=TargetKind.FILM,
        captions=f"{STORED}.vtt",
        transcript=TRANSCRIPT,
        name="film.webm",
    ),
    "sound.wav": Target(
        address=f"{STORED}.wav", kind=TargetKind.SOUND, transcript=TRANSCRIPT, name="sound.wav"
    ),
    "file.pdf": Target(address=f"{STORED}/file.pdf", kind=TargetKind.FILE, size=84_321, name="file.pdf"),
    "table.csv": Target(address=f"{STORED}/table.csv", kind=TargetKind.FILE, size=1, name="table.csv"),
}


def resolve(reference):
    """Lead to the file of that name, or to whatever suits the kind of reference."""
    other = "picture.png" if reference.kind is ReferenceKind.IMAGE else "page.md"
    return TARGETS.get(reference.address, TARGETS[other])
