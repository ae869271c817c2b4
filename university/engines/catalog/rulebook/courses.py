"""Rules about courses, lessons, certifications and what they name."""

from typing import Final

from university.engines.catalog.rulebook.minimal import COURSE, LESSON, MINIMAL, QUIZ
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, Swap, at, whole

OWNERS: Final = Spot(path=COURSE, old="owners: [LG-0012]")
LESSONS: Final = Spot(path=COURSE, old="    lessons: [first-line]")
RULES_OF_QUIZ: Final = Spot(path=COURSE, old="quiz: {pass_mark: 80, attempts: 3, wait_hours: 24}")
PROMISE: Final = Spot(path=COURSE, old="---\nOn Monday you will mend one post.\n")
CIRCLE: Final = tuple(
    Put(path=path.replace("110", "120"), body=MINIMAL[path].replace("smu-110", "smu-120"), words=words)
    for path, words in ((COURSE, "the other course"), (LESSON, "its lesson"), (QUIZ, "its quiz"))
)
BACK: Final = Swap(
    path=COURSE.replace("110", "120"),
    old="owners: [LG-0012]",
    new="prerequisites: [smu-110]\nowners: [LG-0012]",
)

RULES: Final[tuple[Rule, ...]] = (
    at(
        PROMISE,
        "course-without-promise",
        "`course.md` has no text below its keys.",
        bad="---\n",
        good="---\nOn Monday you will mend one post of your own.\n",
        below=1,
    ),
    at(
        LESSONS,
        "lesson-missing",
        "`course.md` lists a lesson that has no file.",
        bad="    lessons: [first-line, second-line]",
        good="    lessons: [first-line]",
    ),
    at(
        LESSONS,
        "lesson-twice",
        "A lesson is listed twice.",
        bad="    lessons: [first-line, first-line]",
        good="    lessons: [first-line]",
    ),
    at(
        Spot(path=LESSON, old="course: smu-110"),
        "lesson-of-other-course",
        "The key `course` of a lesson names another course than its folder.",
        bad="course: smu-101",
        good="course: smu-110",
    ),
    at(
        Spot(path=QUIZ, old="course: smu-110"),
        "quiz-of-other-course",
        "The key `course` of `quiz.md` names another course than its folder.",
        bad="course: smu-101",
        good="course: smu-110",
    ),
    at(
        Spot(path=LESSON, old=MINIMAL[LESSON].split("(apply).\n")[1]),
        "lesson-empty",
        "The lesson has no text.",
        bad="---\n",
        good="---\nMira types.\n",
        below=1,
    ),
    at(
        OWNERS,
        "prerequisite-unknown",
        "A prerequisite is not in the catalog.",
        bad="prerequisites: [smu-999]\nowners: [LG-0012]",
        good="prerequisites: []\nowners: [LG-0012]",
    ),
    whole(
        COURSE,
        "prerequisite-cycle",
        "The prerequisites run in a circle, so that nobody could start.",
        bad=(OWNERS.swap("prerequisites: [smu-120]\nowners: [LG-0012]"), *CIRCLE, BACK),
        good=(OWNERS.swap("prerequisites: [smu-120]\nowners: [LG-0012]"), *CIRCLE),
    ),
    at(
        RULES_OF_QUIZ,
        "draw-too-large",
        "The quiz draws more questions than there are.",
        bad="quiz: {pass_mark: 80, attempts: 3, wait_hours: 24, draw: 2}",
        good="quiz: {pass_mark: 80, attempts: 3, wait_hours: 24, draw: 1}",
    ),
)
