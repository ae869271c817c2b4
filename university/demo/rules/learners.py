"""A story -> the acts of one learner: sittings at office hours, lessons in order, attempts until the pass."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from university.demo.rules.acts import (
    Act,
    Enroll,
    MarkDone,
    ReadMissed,
    SaveAnswers,
    SignPolicy,
    StartAttempt,
    SubmitAttempt,
)
from university.demo.rules.chance import Chance
from university.demo.rules.stories import (
    DISCLOSURE,
    POLICY,
    SAFETY,
    SITTING,
    WAITING,
    CourseStory,
    Story,
)
from university.engines.catalog.model import Course
from university.engines.quiz.mark import passes

SATURDAY = 5
#: What has just happened is told by the stories alone.
QUIET_BEFORE_NOW = timedelta(hours=12)


@dataclass(frozen=True)
class Reader:
    """Where and how long somebody works here."""

    number: str
    zone: ZoneInfo
    joined_on: date
    left_on: date | None


@dataclass
class _Diary:
    """Sittings of one person, each on a working day of their own zone."""

    reader: Reader
    day: date
    gap: int
    chance: Chance
    sittings: list[list[Act]] = field(default_factory=list)

    def sit_down(self, least: int = 1) -> None:
        """Begin another sitting, ``least`` days after the one before or later."""
        if self.sittings:
            self.day += timedelta(days=max(least, self.chance.between(1, self.gap)))
        while self.day.weekday() >= SATURDAY:
            self.day += timedelta(days=1)
        begin = time(self.chance.between(8, 15), self.chance.between(0, 59))
        self.at = datetime.combine(self.day, begin, self.reader.zone).astimezone(UTC)
        self.sittings.append([])

    def note(self, minutes: int, act: Callable[..., Act], **facts: object) -> None:
        """Write down an act so many minutes after the one before."""
        self.at += timedelta(minutes=minutes, seconds=self.chance.between(0, 59))
        self.sittings[-1].append(act(at=self.at, who=self.reader.number, **facts))

    def acts(self, until: datetime) -> Iterator[Act]:
        for sitting in self.sittings:
            if sitting and sitting[0].at < until:
                yield from sitting


def acts_of_learner(
    story: Story,
    reader: Reader,
    courses: Mapping[str, Course],
    *,
    opening: datetime,
    now: datetime,
    seed: str,
) -> Iterator[Act]:
    """Give what one person did until now; what would lie ahead is left out, so courses stay in progress."""
    chance = Chance(seed, "diary", story.who)
    began = max(now.date() - timedelta(days=story.days_ago), opening.date(), reader.joined_on)
    diary = _Diary(reader, began + timedelta(days=3), story.gap, chance)
    for number, one in enumerate(story.courses):
        course = courses[one.course]
        _read(diary, course, one)
        _try(diary, course, one)
        if number == 0 and story.signs:
            diary.sit_down()
            diary.note(6, SignPolicy, policy=POLICY)
    yield from diary.acts(_until(reader, now))
    yield from _just_now(story.who, courses, now)


def _until(reader: Reader, now: datetime) -> datetime:
    until = now - QUIET_BEFORE_NOW
    if reader.left_on is None:
        return until
    return min(until, datetime.combine(reader.left_on, time(), UTC) - timedelta(days=1))


def _read(diary: _Diary, course: Course, story: CourseStory) -> None:
    lessons = course.lessons[: story.lessons]
    half = -(-len(lessons) // 2)
    diary.sit_down()
    diary.note(1, Enroll, course=course.slug)
    for number, lesson in enumerate(lessons):
        if number == half:
            diary.sit_down()
        minutes = lesson.minutes + diary.chance.between(0, 3)
        diary.note(minutes, MarkDone, course=course.slug, lesson=lesson.slug)


def _try(diary: _Diary, course: Course, story: CourseStory) -> None:
    for number, wrong in enumerate(story.wrong):
        if number == 0:
            diary.sit_down()
        elif number % course.attempts == 0:
            _read_again(diary, course, story.wrong[number - 1])
        diary.note(diary.chance.between(2, 20), StartAttempt, course=course.slug)
        lot = f"{diary.reader.number}/{course.slug}/{number}"
        diary.note(diary.chance.between(5, 14), SubmitAttempt, course=course.slug, wrong=wrong, lot=lot)
        if passes(course.drawn_count - wrong, course.drawn_count, course.pass_mark):
            return


def _read_again(diary: _Diary, course: Course, wrong: int) -> None:
    """After the wait, go once more through the lessons that were missed, at most one a question."""
    diary.sit_down(least=1 + -(-course.wait_hours // 24))
    for _ in range(wrong):
        diary.note(diary.chance.between(3, 6), ReadMissed, course=course.slug)


def _just_now(who: str, courses: Mapping[str, Course], now: datetime) -> Iterator[Act]:
    """What happened today: one person sits in a quiz, another has failed three times and must wait."""
    if who == SITTING:
        yield StartAttempt(at=now - timedelta(minutes=26), who=who, course=SAFETY)
        yield SaveAnswers(at=now - timedelta(minutes=19), who=who, course=SAFETY, count=3)
    if who == WAITING:
        course = courses[DISCLOSURE]
        for number in range(course.attempts):
            at = now - timedelta(hours=6) + timedelta(minutes=25 * number)
            yield StartAttempt(at=at, who=who, course=DISCLOSURE)
            handed_in = at + timedelta(minutes=11)
            yield SubmitAttempt(at=handed_in, who=who, course=DISCLOSURE, wrong=2, lot=f"{who}/{number}")
