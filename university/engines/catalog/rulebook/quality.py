"""Rules that only warn: what could be better, found by heuristics for English text."""

from typing import Final

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook.minimal import COURSE, LESSON, MINIMAL, QUIZ
from university.engines.catalog.rulebook.pictures import DRAWN
from university.engines.catalog.rulebook.questions import BODY, WRONG
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, Swap, at, whole
from university.engines.catalog.rulebook.texts import TEXT

HEAVY: Final = (
    "Organizational communication responsibilities necessitate comprehensive consideration of regulatory "
    "obligations. Representatives participating in international conversations demonstrate accountability.\n\n"
)
PLAIN: Final = "You speak for us when you name us. Say so in your first line, and keep it short.\n\n"
LONG: Final = (
    "Mira, who fits heating controls for Larkenfield Home and who has done so for many years, reads on Saturday "
    "that a neighbor in her street asks the whole group on Facebook which thermostat he should buy.\n"
)
MINUTES: Final = Spot(path=LESSON, old="minutes: 4")
REVIEW: Final = Spot(path=COURSE, old="review_by: 2099-05-31")
ACCEPT: Final = Spot(path=LESSON, old="objective: Place the words (apply).")
UNTESTED: Final = MINIMAL[LESSON].split("\n## ")[0]
PROFILE: Final = Spot(path=LESSON, old="- [ ] In the profile of the author\n")


def _questions(right: str, wrong: str) -> str:
    """Write four questions whose right option is of one length and the other of another."""
    return "\n".join(
        f"## What comes {place}? {{#what-{place} lesson=first-line}}\n- [ ] {wrong}\n  Nobody outside can read it,"
        f" so it tells nothing.\n- [x] {right}\n  Yes, since readers weigh an opinion by the job.\n"
        for place in ("first", "second", "third", "last")
    )


SHORT: Final = "The tag"
TALL: Final = "The words that say where you work"
EVEN: Final = _questions("The job", SHORT)

RULES: Final[tuple[Rule, ...]] = (
    at(
        ACCEPT,
        "accept-unused",
        "An entry of `accept` silences nothing.",
        bad=f"{ACCEPT.old}\naccept:\n  - {{warning: sentence-long, because: It is a quote.}}",
        good=ACCEPT.old,
        below=2,
        severity=Severity.WARNING,
    ),
    at(
        PROFILE,
        "absolute-words",
        "Only wrong options say an absolute word, such as “never”; guessers know that sign.",
        bad="- [ ] Always in the profile of the author\n",
        good="- [ ] In the profile of the author\n",
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "alt-thin",
        "The words of a picture are a file name, begin “Image of”, or are fewer than three.",
        bad="![post.png](post.png)",
        good="![A post with its first line marked](post.png)",
        beside=(DRAWN,),
        severity=Severity.WARNING,
    ),
    at(
        WRONG,
        "feedback-length",
        "A feedback has fewer than 5 words or more than 60.",
        bad="- [ ] The tag of our newest campaign\n  Wrong.\n",
        good=WRONG.old,
        severity=Severity.WARNING,
    ),
    at(
        MINUTES,
        "lesson-long",
        "A lesson takes more than 7 minutes, by its key or by its words.",
        bad="minutes: 12",
        good="minutes: 6",
        severity=Severity.WARNING,
    ),
    whole(
        LESSON,
        "objective-untested",
        "A lesson has no question, neither in it nor in the quiz.",
        bad=(
            Put(path=LESSON, body=UNTESTED, words="a lesson without a question"),
            Put(path="courses/smu-110/last-line.md", body=MINIMAL[LESSON]),
            Swap(path=COURSE, old="[first-line]", new="[first-line, last-line]"),
            Swap(path=QUIZ, old="lesson=first-line", new="lesson=last-line"),
        ),
        good=(Put(path=LESSON, body=UNTESTED, words="a lesson that a question of `quiz.md` names"),),
        line=5,
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "passive-pile",
        "A paragraph has three verbs or more in the passive voice.",
        bad="The post was written by Mira. It was shared by Dev. It was seen by strangers.",
        good="Mira wrote the post. Dev shared it. Strangers saw it.",
        severity=Severity.WARNING,
    ),
    whole(
        LESSON,
        "reading-age",
        "A text reads as if for age 16 and over; ours are for age 13 to 14.",
        bad=(Put(path=LESSON, body=MINIMAL[LESSON].replace("Mira types.", HEAVY * 12), words=HEAVY.strip()),),
        good=(
            Put(path=LESSON, body=MINIMAL[LESSON].replace("Mira types.", PLAIN * 12), words=PLAIN.strip()),
        ),
        line=7,
        severity=Severity.WARNING,
    ),
    at(
        REVIEW,
        "review-past",
        "The day of `review_by` has passed.",
        bad="review_by: 2020-05-31",
        good="review_by: 2099-05-31",
        severity=Severity.WARNING,
    ),
    at(
        BODY,
        "right-longest",
        "The right option is the longest in more than half of a file's questions (four or more).",
        bad=_questions(TALL, SHORT),
        good=EVEN,
        severity=Severity.WARNING,
    ),
    at(
        BODY,
        "right-shortest",
        "The right option is the shortest in more than half of a file's questions (four or more).",
        bad=_questions(SHORT, TALL),
        good=EVEN,
        severity=Severity.WARNING,
    ),
    at(
        TEXT,
        "sentence-long",
        "A sentence has more than 30 words.",
        bad=LONG,
        good="Mira fits heating controls. On Saturday a neighbor asks which thermostat he should buy.",
        severity=Severity.WARNING,
    ),
)
