"""Rules about the keys at the top of a file."""

from typing import Final

from university.engines.catalog.rulebook.minimal import COURSE, LESSON, MINIMAL
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, at, whole

AUDIENCE: Final = Spot(path=COURSE, old="audience: Everybody")
MINUTES: Final = Spot(path=LESSON, old="minutes: 4")
TITLE: Final = Spot(path=LESSON, old="title: First line")
HEAD: Final = Spot(path=LESSON, old="---\ncourse: smu-110\n")
END: Final = Spot(path=LESSON, old="objective: Place the words (apply).\n---\n")
TOO_LONG: Final = MINIMAL[LESSON].replace("minutes: 4", f"minutes: 4\ninvented: {'x' * 20_000}")

RULES: Final[tuple[Rule, ...]] = (
    at(
        HEAD,
        "front-matter-missing",
        "The file does not begin with `---` and its keys.",
        bad="course: smu-110\n",
        good="---\ncourse: smu-110\n",
    ),
    at(
        END,
        "front-matter-open",
        "The keys have no closing `---`.",
        bad="objective: Place the words (apply).\n",
        good="objective: Place the words (apply).\n---\n",
        line=1,
    ),
    whole(
        LESSON,
        "front-matter-too-long",
        "The keys are longer than 20 kB; long words belong into the text.",
        bad=(Put(path=LESSON, body=TOO_LONG, words="`invented:` with 20,000 letters"),),
        good=(Put(path=LESSON, body=MINIMAL[LESSON], words="`invented: people and posts`"),),
        line=2,
    ),
    at(
        TITLE,
        "key-missing",
        "A key of the front matter is missing.",
        bad="invented: people",
        good="title: First line\ninvented: people",
        line=2,
    ),
    at(
        AUDIENCE,
        "key-unknown",
        "A key is not known here; often it is a slip of the pen.",
        bad="audience: Everybody\nauthor: Mira",
        good="audience: Everybody",
        below=1,
    ),
    at(
        MINUTES,
        "value-wrong",
        "The value of a key does not fit.",
        bad="minutes: four",
        good="minutes: 4",
    ),
    at(
        AUDIENCE,
        "yaml-key-twice",
        "A key stands twice.",
        bad="audience: Everybody\naudience: Sales",
        good="audience: Everybody in sales",
        below=1,
    ),
    at(
        AUDIENCE,
        "yaml-trick",
        "The keys hold anchors, aliases, own tags or deep nesting, which are not read here.",
        bad="audience: &all Everybody",
        good="audience: Everybody",
    ),
    at(
        TITLE,
        "yaml-unreadable",
        "The front matter is not YAML; often a value with a colon lacks its quotes.",
        bad="title: First line: who you are",
        good='title: "First line: who you are"',
    ),
)
