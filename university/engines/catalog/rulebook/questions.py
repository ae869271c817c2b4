"""Rules about questions and their options."""

from typing import Final

from university.engines.catalog.rulebook.minimal import LESSON, MINIMAL, QUIZ
from university.engines.catalog.rulebook.rule import Rule, Spot, at

HEADING: Final = Spot(path=QUIZ, old="## What comes first? {#what-first lesson=first-line}")
PRACTICE: Final = Spot(path=LESSON, old="## Where do the words go? {#where-to}")
WRONG: Final = Spot(
    path=QUIZ,
    old="- [ ] The tag of our newest campaign\n  Nobody outside can read it, so it tells nothing.\n",
)
RIGHT: Final = Spot(path=QUIZ, old="- [x] The job\n")
OPTIONS: Final = Spot(path=QUIZ, old="".join(MINIMAL[QUIZ].partition("- [ ]")[1:]))
BODY: Final = Spot(path=QUIZ, old=MINIMAL[QUIZ].split("---\n")[2])
LAST: Final = Spot(path=QUIZ, old="  Yes, since readers weigh an opinion by the job.\n")
FEEDBACK: Final = "  Readers weigh an opinion by the job behind it.\n"
MANY: Final = "".join(f"- [ ] Number {number}\n{FEEDBACK}" for number in range(25))

RULES: Final[tuple[Rule, ...]] = (
    at(
        WRONG,
        "option-twice",
        "Two options say the same.",
        bad=f"- [ ] The job\n{FEEDBACK}",
        good=f"- [ ] The tag\n{FEEDBACK}",
        below=-1,
    ),
    at(
        WRONG,
        "option-without-feedback",
        "An option has no feedback.",
        bad="- [ ] The tag\n",
        good=f"- [ ] The tag\n{FEEDBACK}",
    ),
    at(
        WRONG,
        "option-without-words",
        "An option has no words.",
        bad=f"- [ ] \n{FEEDBACK}",
        good=f"- [ ] The tag\n{FEEDBACK}",
    ),
    at(
        PRACTICE,
        "question-id-twice",
        "Two questions of the course have one id; practice and quiz share their ids.",
        bad="## Where do the words go? {#what-first}",
        good="## Where do the words go? {#where-to}",
        path=QUIZ,
        line=HEADING.line,
    ),
    at(
        HEADING,
        "question-lesson-unknown",
        "A counted question names a lesson that is not in the course.",
        bad="## What comes first? {#what-first lesson=last-line}",
        good="## What comes first? {#what-first lesson=first-line}",
    ),
    at(
        PRACTICE,
        "question-lesson-wrong",
        "A practice question names another lesson than its own.",
        bad="## Where do the words go? {#where-to lesson=last-line}",
        good="## Where do the words go? {#where-to}",
    ),
    at(
        RIGHT,
        "question-no-right-option",
        "No option is marked `[x]`.",
        bad="- [ ] The job\n",
        good="- [x] The job\n",
        line=HEADING.line,
    ),
    at(
        OPTIONS,
        "question-one-option",
        "A question has one option only.",
        bad=f"- [x] The job\n{FEEDBACK}",
        good=f"- [ ] The tag\n{FEEDBACK}- [x] The job\n{FEEDBACK}",
        line=HEADING.line,
    ),
    at(
        WRONG,
        "question-too-many-options",
        "A question has more than 26 options.",
        bad=f"- [ ] The tag\n{FEEDBACK}{MANY}",
        good=f"- [ ] The tag\n{FEEDBACK}",
        below=-1,
    ),
    at(
        HEADING,
        "question-value-unknown",
        "The braces of a question hold a name that is not known.",
        bad="## What comes first? {#what-first lesson=first-line points=2}",
        good="## What comes first? {#what-first lesson=first-line}",
    ),
    at(
        HEADING,
        "question-without-id",
        "A question has no id; `--fix` writes one.",
        bad="## What comes first? {lesson=first-line}",
        good="## What comes first? {#what-first lesson=first-line}",
    ),
    at(
        HEADING,
        "question-without-lesson",
        "A counted question does not say which lesson it tests.",
        bad="## What comes first? {#what-first}",
        good="## What comes first? {#what-first lesson=first-line}",
    ),
    at(
        HEADING,
        "question-without-words",
        "A question asks nothing.",
        bad="## {#what-first lesson=first-line}",
        good="## What comes first? {#what-first lesson=first-line}",
    ),
    at(
        BODY,
        "quiz-empty",
        "`quiz.md` holds no questions.",
        bad="",
        good=BODY.old,
    ),
    at(
        HEADING,
        "quiz-prose",
        "A text in `quiz.md` belongs to no question.",
        bad=f"Think first.\n\n{HEADING.old}",
        good=HEADING.old,
    ),
)
