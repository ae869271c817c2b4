"""A certification's own quiz draws from the courses it asks for, and those must hold enough."""

from university.engines.catalog.model import Certification, ChangeLevel, OwnQuiz
from university.engines.catalog.own_quizzes import courses_of, find_short_pools
from university.engines.catalog.questions.tags import TaggedName
from university.engines.markup import clean

FIVE = [TaggedName(f"q{number}", ("policy",)) for number in range(5)]


def program(slug: str, *required: str, after: tuple[str, ...] = (), draw: int = 0) -> Certification:
    """A certification that draws so many questions tagged policy."""
    return Certification(
        slug=slug,
        title=slug,
        summary="",
        permission="share",
        permission_words="",
        after=after,
        required=required,
        quiz=OwnQuiz(pass_mark=80, draw=(("policy", draw),)) if draw else None,
        pass_mark=80,
        months_valid=12,
        warn_days=60,
        owners=("1",),
        review_by=None,
        change=ChangeLevel.TYPO,
        body=clean(""),
        digest=slug,
    )


def test_it_draws_from_the_courses_of_what_comes_first_too():
    programs = {
        "one": program("one", "smu-1"),
        "two": program("two", "smu-2", after=("one",)),
        "three": program("three", "smu-3", after=("two",)),
    }

    assert courses_of(programs["three"], programs) == {"smu-1", "smu-2", "smu-3"}


def test_a_circle_ends_all_the_same():
    programs = {
        "one": program("one", "smu-1", after=("two",)),
        "two": program("two", "smu-2", after=("one",)),
    }

    assert courses_of(programs["one"], programs) == {"smu-1", "smu-2"}


def test_there_must_be_twice_as_many_questions_as_are_drawn():
    enough, short = program("one", "smu-1", draw=2), program("two", "smu-1", draw=3)

    found = find_short_pools({"one": enough, "two": short}, {"smu-1": FIVE})

    assert [(finding.code, slug) for finding, slug in found] == [("own-quiz-too-few", "two")]
    assert "draws 3 questions with the tag 'policy' and needs 6" in found[0][0].message


def test_a_course_that_could_not_be_read_accuses_nobody():
    assert find_short_pools({"one": program("one", "smu-1", "smu-2", draw=9)}, {"smu-1": FIVE}) == []
