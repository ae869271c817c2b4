"""Rules about decision drills: a graph of steps that always ends and can be passed and failed."""

from typing import Final

from university.engines.catalog.rulebook.questions import BODY
from university.engines.catalog.rulebook.rule import Rule, at

ONWARD: Final = "[Then](#the-answer)"
AGAIN: Final = "[Back](#the-complaint)"
DRILL: Final = f"""\
## A customer complains in public. Answer her. {{#answer-her lesson=first-line kind=drill pass=2}}
You hold a valid certificate.

### The complaint
She says that nobody calls back.

- [x] Apologize and ask for her number in private (+2 empathy)
  She feels heard, and her number stays hers. {ONWARD}
- [ ] Ask for her number below her post (critical)
  Now the whole street can read her number. {ONWARD}

### The answer
She thanks you.
"""
GOOD: Final = "  Now the whole street can read her number. [Then](#the-answer)\n"
STEPS: Final = DRILL.index("### The complaint")
END: Final = "### The answer\nShe thanks you.\n"


def _drill(old: str, new: str) -> str:
    return DRILL.replace(old, new)


RULES: Final[tuple[Rule, ...]] = (
    at(
        BODY,
        "drill-circle",
        "A way through a drill runs in a circle, so that it may never end.",
        bad=_drill(GOOD, f"  Now the whole street can read her number. {AGAIN}\n"),
        good=DRILL,
        below=3,
    ),
    at(
        BODY,
        "drill-dead-end",
        "An option of a drill leads to no next step.",
        bad=_drill(GOOD, "  Now the whole street can read her number.\n"),
        good=DRILL,
        below=8,
    ),
    at(
        BODY,
        "drill-pass-always",
        "Whoever walks through a drill passes it, whatever they choose.",
        bad=_drill("(critical)", "(+2 courage)"),
        good=DRILL,
    ),
    at(
        BODY,
        "drill-pass-missing",
        "A drill does not say from how many points it is passed.",
        bad=_drill(" pass=2", ""),
        good=DRILL,
    ),
    at(
        BODY,
        "drill-pass-unreachable",
        "No way through a drill earns the points it takes to pass.",
        bad=_drill("pass=2", "pass=6"),
        good=DRILL,
    ),
    at(
        BODY,
        "drill-points-form",
        "The points of an option cannot be read.",
        bad=_drill("(critical)", "(+two care)"),
        good=DRILL,
        below=8,
    ),
    at(
        BODY,
        "drill-step-twice",
        "Two steps of a drill have one name.",
        bad=_drill("### The answer\n", "### The answer\nShe is silent.\n\n### The answer\n"),
        good=DRILL,
        below=14,
    ),
    at(
        BODY,
        "drill-step-unknown",
        "An option leads to a step that the drill does not have.",
        bad=_drill(GOOD, "  Now the whole street can read her number. [Then](#answer-her)\n"),
        good=DRILL,
        below=8,
    ),
    at(
        BODY,
        "drill-step-unreachable",
        "No option leads to a step.",
        bad=_drill(END, f"{END}\n### The anger\nShe leaves.\n"),
        good=DRILL,
        below=14,
    ),
    at(
        BODY,
        "drill-text-below-options",
        "A text stands below the options of a step, where nobody would see it.",
        bad=_drill(f"{GOOD}\n", f"{GOOD}\nThink of her children.\n\n"),
        good=DRILL,
        below=11,
    ),
    at(
        BODY,
        "drill-without-steps",
        "A drill has no first step with options.",
        bad=DRILL[:STEPS],
        good=DRILL,
    ),
)
