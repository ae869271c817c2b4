"""Rules about boxes that offer something, and about abbreviations."""

from typing import Final

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook.media import CHECKLIST
from university.engines.catalog.rulebook.rule import Rule, at
from university.engines.catalog.rulebook.texts import TEXT

EXPLAINED: Final = "Ask the FTC.\n\n*[FTC]: Federal Trade Commission"

RULES: Final[tuple[Rule, ...]] = (
    at(
        TEXT,
        "abbreviation-empty",
        "An abbreviation has no words that explain it.",
        bad="Ask the FTC.\n\n*[FTC]:",
        good=EXPLAINED,
        below=2,
    ),
    at(
        TEXT,
        "abbreviation-twice",
        "An abbreviation is explained twice.",
        bad=f"{EXPLAINED}\n*[FTC]: Free Trade Council",
        good=EXPLAINED,
        below=3,
    ),
    at(
        TEXT,
        "abbreviation-unused",
        "The text does not hold the abbreviation that is explained.",
        bad="Ask the desk.\n\n*[FTC]: Federal Trade Commission",
        good=EXPLAINED,
        below=2,
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "box-words",
        "Words behind the name of a `:::` box are shown nowhere; only a scenario has some.",
        bad="::: task Your own post\nRewrite the first ten words.\n:::",
        good="::: task\nRewrite the first ten words of your own post.\n:::",
    ),
    at(
        TEXT,
        "download-shape",
        "A download box holds something else than links to files of the course folder.",
        bad="::: download\n[The desk](https://desk.example/)\n:::",
        good="::: download\n[The checklist](checklist.pdf)\n:::",
        only_good=(CHECKLIST,),
    ),
    at(
        TEXT,
        "embed-not-allowed",
        "An embed leads to another host than those that the site shows, here `videos.example`.",
        bad="::: embed\n[A film on alt text](https://films.example/embed/42)\n:::",
        good="::: embed\n[A film on alt text](https://videos.example/embed/42)\n:::",
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "embed-shape",
        "An embed box holds something else than one link to another site.",
        bad="::: embed\nLook at [this film](https://videos.example/embed/42).\n:::",
        good="::: embed\n[A film on alt text](https://videos.example/embed/42)\n:::",
    ),
)
