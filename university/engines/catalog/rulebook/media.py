"""Rules about drawings, films, sounds and files to keep."""

import io
import wave
import zipfile
from typing import Final

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook.minimal import LESSON
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, at
from university.engines.catalog.rulebook.texts import TEXT

HERE: Final = "courses/smu-110/"
WEBM: Final = b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm" + bytes(40)
PDF: Final = b"%PDF-1.7\n%%EOF\n"
DRAWN: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
RUNS: Final = DRAWN.replace("/>", "><script>go()</script></svg>")
CUES: Final = "WEBVTT\n\n00:00.000 --> 00:02.500\nGood morning, Aoife here.\n"
FILM: Final = "[Film: how Aoife answers](aoife.webm)"
SOUND: Final = "[Sound: how Aoife answers](aoife.wav)"


def _sound() -> bytes:
    body = io.BytesIO()
    with wave.open(body, "wb") as sound:
        sound.setparams((1, 2, 8_000, 8, "NONE", "not compressed"))
        sound.writeframes(bytes(16))
    return body.getvalue()


def _with_macros() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            packed.writestr(name, "")
    return body.getvalue()


def _heavy() -> bytes:
    return PDF + bytes(20_000_000)


AOIFE_FILM: Final = Put(path=HERE + "aoife.webm", body=WEBM, words="a film")
AOIFE_SOUND: Final = Put(path=HERE + "aoife.wav", body=_sound, words="a sound")
SAID: Final = Put(path=HERE + "aoife.transcript.md", body="Aoife says good morning.\n")
CAPTIONS: Final = Put(path=HERE + "aoife.vtt", body=CUES)
CHECKLIST: Final = Put(path=HERE + "checklist.pdf", body=PDF, words="a PDF file")
NO_FILM: Final = "Aoife says good morning."
TAKE_ALONG: Final = "Take [the checklist](checklist.pdf) with you."

RULES: Final[tuple[Rule, ...]] = (
    at(
        TEXT,
        "captions-unreadable",
        "The captions of a film have a form that browsers do not show.",
        bad=FILM,
        good=FILM,
        beside=(AOIFE_FILM, SAID),
        only_bad=(Put(path=HERE + "aoife.vtt", body="Good morning, Aoife here.\n"),),
        only_good=(CAPTIONS,),
    ),
    at(
        TEXT,
        "file-with-macros",
        "A file to keep holds macros, which are programs.",
        bad="Take [the letter](letter.docx) with you.",
        good=TAKE_ALONG,
        only_bad=(Put(path=HERE + "letter.docx", body=_with_macros, words="a document with macros"),),
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "film-without-captions",
        "A film has no captions in a `.vtt` file of the same name beside it.",
        bad=FILM,
        good=FILM,
        beside=(AOIFE_FILM, SAID),
        only_good=(CAPTIONS,),
    ),
    at(
        TEXT,
        "film-without-transcript",
        "A film has no words in a `.transcript.md` file of the same name beside it.",
        bad=FILM,
        good=FILM,
        beside=(AOIFE_FILM, CAPTIONS),
        only_good=(SAID,),
    ),
    at(
        Spot(path=LESSON, old=TEXT.old),
        "image-not-here",
        "A transcript holds a picture, which nobody would see.",
        bad=SOUND,
        good=SOUND,
        beside=(AOIFE_SOUND,),
        only_bad=(Put(path=SAID.path, body="![Aoife at her desk](desk.png)\n"),),
        only_good=(SAID,),
        path=SAID.path,
        line=1,
    ),
    at(
        TEXT,
        "media-kind-unknown",
        "A link leads to a file of a kind that is not offered to readers.",
        bad="Take [the checklist](checklist.exe) with you.",
        good=TAKE_ALONG,
        only_bad=(Put(path=HERE + "checklist.exe", body="x", words="a program"),),
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "media-mismatch",
        "A file is not of the kind that its name says, or is damaged.",
        bad=TAKE_ALONG,
        good=TAKE_ALONG,
        only_bad=(Put(path=CHECKLIST.path, body="not a PDF", words="a text named `checklist.pdf`"),),
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "media-missing",
        "There is no such film, sound or file.",
        bad="Take [the checklist](check-list.pdf) with you.",
        good=TAKE_ALONG,
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "media-outside",
        "A film, sound or file lies outside the course folder.",
        bad="Take [the checklist](../checklist.pdf) with you.",
        good=TAKE_ALONG,
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "media-too-large",
        "A file is larger than its kind may be: films 60 MB, drawings and captions 1 MB, others 20 MB.",
        bad=TAKE_ALONG,
        good=TAKE_ALONG,
        only_bad=(Put(path=CHECKLIST.path, body=_heavy, words="a PDF file of more than 20 MB"),),
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "media-unused",
        "No text of the course shows a file of its folder or leads to it.",
        bad=NO_FILM,
        good=TAKE_ALONG,
        beside=(CHECKLIST,),
        path=CHECKLIST.path,
        line=1,
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "player-not-alone",
        "A link to a film or sound shares its paragraph with other words, so no player is shown.",
        bad=f"See {SOUND} first.",
        good=f"See this first.\n\n{SOUND}",
        beside=(AOIFE_SOUND, SAID),
    ),
    at(
        TEXT,
        "sound-without-transcript",
        "A sound has no words in a `.transcript.md` file of the same name beside it.",
        bad=SOUND,
        good=SOUND,
        beside=(AOIFE_SOUND,),
        only_good=(SAID,),
    ),
    at(
        TEXT,
        "svg-unreadable",
        "A drawing is not SVG in UTF-8.",
        bad="![Two arrows that meet](arrows.svg)",
        good="![Two arrows that meet](arrows.svg)",
        only_bad=(Put(path=HERE + "arrows.svg", body="<svg>"),),
        only_good=(Put(path=HERE + "arrows.svg", body=DRAWN),),
    ),
    at(
        TEXT,
        "svg-unsafe",
        "A drawing holds what it does not need: a program, an address elsewhere, a DOCTYPE.",
        bad="![Two arrows that meet](arrows.svg)",
        good="![Two arrows that meet](arrows.svg)",
        only_bad=(Put(path=HERE + "arrows.svg", body=RUNS),),
        only_good=(Put(path=HERE + "arrows.svg", body=DRAWN),),
    ),
)
