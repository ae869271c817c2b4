"""Who of the demo company learned what and when: the stories that every tour relies on, and the rest by lot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from university.demo.rules.chance import Chance

BASICS, DISCLOSURE, SAFETY = "smu-101", "smu-110", "smu-130"
COURSES = (BASICS, DISCLOSURE, SAFETY)
POLICY = "five-principles"
CERTIFICATION = "cert-enthusiast"

#: Wrong answers in each attempt, as often as they stand here: two or more of six mean a fail.
_TRIES = ((0,), (0,), (1,), (1,), (0,), (2, 0), (3, 1), (2, 2, 1), (3, 2, 2, 0))
_LONGEST_AGO, _LATEST = 690, 12


@dataclass(frozen=True)
class CourseStory:
    """How far one course went: ``lessons`` done (None for all), and the wrong answers of each attempt."""

    course: str
    wrong: tuple[int, ...] = (0,)
    lessons: int | None = None


@dataclass(frozen=True, kw_only=True)
class Story:
    """One person's way: when it began, the courses in order, and whether the policy was signed."""

    who: str
    days_ago: int
    courses: tuple[CourseStory, ...]
    signs: bool = True
    gap: int = 2


def _through(*courses: CourseStory) -> tuple[CourseStory, ...]:
    """All three courses, told apart where a story says more of one."""
    told = {one.course: one for one in courses}
    return tuple(told.get(course, CourseStory(course)) for course in COURSES)


#: The people whom tours, tests and the table of accounts speak of.
MIRA = "LG-0031"
FRESH = "LG-0060"
MANAGER = "LG-0021"
AUTHOR = "LG-0012"
HR = "LG-0009"
ORGANIZER = "LG-0014"
ADMIN = "LG-0015"
EXECUTIVE = "LG-0003"
SITTING = "LG-0033"
WAITING = "LG-0028"
EXPIRED = "LG-0043"
REVOKED = "LG-0048"
LATE_SIGNER = EXECUTIVE

TOLD = (
    Story(
        who=MIRA,
        days_ago=46,
        courses=(
            CourseStory(BASICS, (1,)),
            CourseStory(SAFETY, (2, 0)),
            CourseStory(DISCLOSURE, (), lessons=3),
        ),
        gap=5,
    ),
    Story(who=MANAGER, days_ago=130, courses=_through()),
    Story(who=AUTHOR, days_ago=240, courses=_through()),
    Story(who="LG-0011", days_ago=290, courses=_through()),
    Story(who="LG-0013", days_ago=260, courses=_through(CourseStory(DISCLOSURE, (1,)))),
    Story(who=HR, days_ago=90, courses=_through(CourseStory(BASICS, (2, 1)))),
    Story(who=EXECUTIVE, days_ago=350, courses=_through()),
    Story(who=EXPIRED, days_ago=505, courses=_through(CourseStory(SAFETY, (3, 2, 2, 0)))),
    Story(who=REVOKED, days_ago=210, courses=_through(CourseStory(DISCLOSURE, (1,)))),
    Story(who="LG-0047", days_ago=22, courses=(CourseStory(BASICS), CourseStory(SAFETY, (1,))), gap=1),
    Story(who=SITTING, days_ago=30, courses=(CourseStory(BASICS), CourseStory(SAFETY, ()))),
    Story(who=WAITING, days_ago=21, courses=(CourseStory(BASICS), CourseStory(DISCLOSURE, ()))),
    Story(who=FRESH, days_ago=0, courses=(), signs=False),
)


def tell_all(numbers: Sequence[str], seed: str) -> Iterator[Story]:
    """Give everybody a story: the told ones, and for all others one by lot."""
    told = {story.who: story for story in TOLD}
    for number in numbers:
        yield told.get(number) or _by_lot(number, Chance(seed, number))


def _by_lot(number: str, chance: Chance) -> Story:
    # About one in six never starts, one in four stops on the way, and the rest go through.
    fate = chance.share()
    courses = tuple(CourseStory(course, chance.pick(_TRIES)) for course in _in_some_order(chance))
    if fate < 1 / 6:
        courses = ()
    elif fate < 5 / 12:
        courses = _broken_off(courses, chance)
    return Story(
        who=number,
        days_ago=chance.between(_LATEST, _LONGEST_AGO),
        courses=courses,
        signs=bool(courses) and chance.share() < 7 / 8,
        gap=chance.between(1, 9),
    )


def _in_some_order(chance: Chance) -> tuple[str, ...]:
    """The basics come first, as the others build on them."""
    return (BASICS, *chance.some((DISCLOSURE, SAFETY), 2))


def _broken_off(courses: tuple[CourseStory, ...], chance: Chance) -> tuple[CourseStory, ...]:
    kept = chance.between(0, len(courses) - 1)
    last = CourseStory(courses[kept].course, (), lessons=chance.between(1, 5))
    return (*courses[:kept], last)
