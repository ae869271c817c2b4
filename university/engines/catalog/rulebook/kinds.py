"""Rules about the kinds of questions, about banks, and about what is drawn from them."""

from typing import Final

from university.engines.catalog.rulebook.courses import RULES_OF_QUIZ
from university.engines.catalog.rulebook.minimal import COURSE, QUIZ
from university.engines.catalog.rulebook.questions import BODY, HEADING
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, Swap, at, whole

BANK: Final = "courses/smu-110/bank.md"
MORE: Final = """\
---
course: smu-110
---
## What comes last? {#what-last lesson=first-line tags=words}
- [ ] The job
  It comes first, so that readers can weigh the rest.
- [x] The tag
  Yes, since it helps only those who know it.
"""
WHY: Final = "It stands here because one cannot do the next step without it."
YES: Final = "Yes, since readers weigh an opinion by the job."
NO: Final = "Think of a stranger who has never heard of us."
QUIZ_KEYS: Final = "quiz: {pass_mark: 80, attempts: 3, wait_hours: 24, "
ASKED: Final = "## What comes first? {{#what-first lesson=first-line {}}}\n"
DRAW: Final = Spot(path=COURSE, old=RULES_OF_QUIZ.old)
TAGGED: Final = Swap(path=QUIZ, old="lesson=first-line}", new="lesson=first-line tags=words}")


def _asked(values: str, *lines: str) -> str:
    return ASKED.format(values) + "\n".join(lines) + "\n"


def _table(*rows: str) -> str:
    return _asked("kind=match", "| left | right | why |", "|---|---|---|", *rows)


def _boxes(kind: str, *options: tuple[str, str]) -> str:
    return _asked(f"kind={kind}", *(f"- {words}\n  {why}" for words, why in options))


ORDER: Final = _asked("kind=order", f"1. Stop\n   {WHY}", f"2. Check\n   {WHY}", f"3. Ask\n   {WHY}")
MATCH: Final = _table(f"| share | approved news | {YES} |", f"| speak | your own words | {YES} |")
OTHER: Final = ("[ ] Anything else", NO)
TEXT: Final = _boxes("text", ("[x] The job", YES), OTHER)
NUMBER: Final = _boxes("number", ("[x] 48 ± 2", YES), ("[ ] 24", NO), OTHER)
CHOICES: Final = BODY.old

RULES: Final[tuple[Rule, ...]] = (
    whole(
        BANK,
        "bank-empty",
        "A bank holds no questions.",
        bad=(Put(path=BANK, body="---\ncourse: smu-110\n---\n"),),
        good=(Put(path=BANK, body=MORE),),
        line=4,
    ),
    whole(
        BANK,
        "bank-of-other-course",
        "The key `course` of a bank names another course than its folder.",
        bad=(Put(path=BANK, body=MORE.replace("smu-110", "smu-101")),),
        good=(Put(path=BANK, body=MORE),),
        line=2,
    ),
    at(
        DRAW,
        "draw-tag-too-few",
        "The quiz draws more questions with a tag than there are.",
        bad=QUIZ_KEYS + "draw: {words: 2}}",
        good=QUIZ_KEYS + "draw: {words: 1}}",
        beside=(TAGGED,),
    ),
    at(
        DRAW,
        "draw-tag-unknown",
        "The quiz draws questions with a tag that none has.",
        bad=QUIZ_KEYS + "draw: {privacy: 1}}",
        good=QUIZ_KEYS + "draw: {words: 1}}",
        beside=(TAGGED,),
    ),
    at(
        BODY,
        "kind-form",
        "A section does not have the form that the kind of its question asks for.",
        bad=_asked("kind=order", f"- [x] Stop\n  {WHY}", f"- [ ] Ask\n  {WHY}"),
        good=ORDER,
    ),
    at(
        BODY,
        "kind-unknown",
        "There is no such kind of question.",
        bad=_asked("kind=sort", f"1. Stop\n   {WHY}", f"2. Check\n   {WHY}"),
        good=ORDER,
    ),
    at(
        BODY,
        "match-right-twice",
        "Two rows of a match have the same right side.",
        bad=_table(f"| share | approved news | {YES} |", f"| speak | approved news | {YES} |"),
        good=MATCH,
        below=4,
    ),
    at(
        BODY,
        "match-table-shape",
        "The table of a match has not two rows or more of left, right and why.",
        bad=_table(f"| share | approved news | {YES} |"),
        good=MATCH,
    ),
    at(
        BODY,
        "number-overlap",
        "A number would fall under two options.",
        bad=_boxes("number", ("[x] 48 ± 2", YES), ("[ ] 49", NO), OTHER),
        good=NUMBER,
        below=3,
    ),
    at(
        BODY,
        "number-unreadable",
        "An option of a number question is no number and no range.",
        bad=_boxes("number", ("[x] 48 hours", YES), OTHER),
        good=NUMBER,
        below=1,
    ),
    at(
        BODY,
        "order-one-item",
        "A list to put in order has one item only.",
        bad=_asked("kind=order", f"1. Stop\n   {WHY}"),
        good=ORDER,
    ),
    at(
        HEADING,
        "question-value-wrong",
        "A value in the braces of a question means nothing for its kind.",
        bad="## What comes first? {#what-first lesson=first-line order=shuffled}",
        good="## What comes first? {#what-first lesson=first-line order=fixed}",
    ),
    at(
        HEADING,
        "tags-form",
        "The tags of a question cannot be read.",
        bad="## What comes first? {#what-first lesson=first-line tags=words,words}",
        good="## What comes first? {#what-first lesson=first-line tags=words,profile}",
    ),
    at(
        BODY,
        "text-without-other",
        "A short answer or a number does not end with `- [ ] Anything else`.",
        bad=_boxes("text", ("[x] The job", YES), ("[ ] The tag", NO)),
        good=TEXT,
    ),
    at(
        BODY,
        "true-false-shape",
        "A question with True and False has other options, or both are right.",
        bad=_asked("order=fixed", f"- [x] True\n  {YES}", f"- [ ] False\n  {NO}", f"- [ ] Perhaps\n  {NO}"),
        good=_asked("order=fixed", f"- [x] True\n  {YES}", f"- [ ] False\n  {NO}"),
    ),
)
