"""What an owner reads of what readers say: every report, no name that was not given, no rating of one person."""

import pytest

from tests.factories import attempts, content, people
from tests.page import text
from tests.statements import count_statements
from university.learning import services
from university.storage import work

PATH = "/studio/smu-1/voices"
WORDS = "The second hat is called the first one."
THANKS = "Thank you, it is put right now."


@pytest.fixture
def owner(session):
    content.live(session, attempts.course())
    return people.employee(session, "author", employee_number="LG-0011", name="Amara Okafor")


@pytest.fixture
def desk(owner, page_of):
    return page_of(owner)


@pytest.fixture
def report(session, owner, now):
    """Somebody reports a mistake."""

    def tell(words=WORDS, *, is_named=True, name="Robin Named"):
        reader = people.employee(session, name=name)
        with work.transaction(session):
            return services.report_mistake(
                session, reader.id, "smu-1", "hats", words, is_named=is_named, now=now
            )

    return tell


@pytest.fixture
def rate(session, owner, now):
    """Somebody completes the course and rates it."""

    def tell(stars, comment="", *, is_named=False, name="Robin Unnamed"):
        reader = people.employee(session, name=name)
        attempts.complete(session, reader, now)
        said = services.Said(stars=stars, comment=comment, is_named=is_named)
        with work.transaction(session):
            services.rate(session, reader.id, "smu-1", said, now=now)

    return tell


def test_a_named_report_shows_who_and_where(desk, report):
    report()

    words = text(desk.get(PATH))

    assert f"Mistakes to answer: 1 {WORDS} Robin Named, 22 November 2026, on About hats in version 1" in words


def test_a_report_without_a_name_shows_none(desk, report):
    report(is_named=False)

    words = text(desk.get(PATH))

    assert f"{WORDS} Without a name, 22 November 2026" in words
    assert "Robin Named" not in words


def test_the_owner_answers_and_the_answer_stands_below(desk, report):
    reported = report()

    words = text(desk.follow(f"{PATH}/{reported.id}/answer", said=THANKS))

    assert "Answered. The reader finds your words under Notices." in words
    assert "Nothing to answer" in words
    assert f"Answered by Amara Okafor, 22 November 2026 {THANKS}" in words


def test_an_answer_too_short_says_so_at_its_own_report_and_keeps_the_words(desk, report):
    first, second = report(), report("Another mistake, further down.")

    answer = desk.post(f"{PATH}/{second.id}/answer", status=422, said="No.")

    page = answer.get_data(as_text=True)
    assert "Write 10 to 2,000 characters" in text(answer)
    assert page.count(">No.</textarea>") == 1
    assert page.index(f'id="mistake-{first.id}"') < page.index(f'id="mistake-{second.id}"')
    assert page.index(">No.</textarea>") > page.index(f'id="mistake-{second.id}"')


def test_a_report_of_another_course_or_of_none_is_not_found(session, desk, report):
    reported = report()
    content.live(session, content.course("smu-2"))

    desk.post(f"/studio/smu-2/voices/{reported.id}/answer", status=404, said=THANKS)
    desk.post(f"{PATH}/{reported.id + 1}/answer", status=404, said=THANKS)


@pytest.mark.parametrize("roles", [("author",), ("hr",), ("manager",)], ids=lambda roles: roles[0])
def test_only_owners_and_administrators_read_what_readers_say(session, report, page_of, roles):
    reported = report()
    other = page_of(people.employee(session, *roles))

    assert WORDS not in text(other.get(PATH, status=403))
    other.post(f"{PATH}/{reported.id}/answer", status=403, said=THANKS)
    assert WORDS in text(page_of(people.employee(session, "admin")).get(PATH))


def test_below_five_ratings_no_average_and_never_the_stars_of_one(desk, rate):
    rate(1, "Too long.")
    rate(5, "Just right.", is_named=True, name="Robin Named")

    words = text(desk.get(PATH))

    assert "2 ratings; an average is shown from 5 on." in words
    assert "Too long. Without a name · about version 1" in words
    assert "Just right. Robin Named · about version 1" in words
    assert "Robin Unnamed" not in words
    assert "stars" not in words.replace("without their stars", "")


def test_from_five_ratings_on_the_average_is_told(desk, rate):
    for stars in (5, 4, 4, 4, 5):
        rate(stars)

    assert "4.5 of 5 stars, from 5 ratings." in text(desk.get(PATH))


def test_hostile_words_are_words_only(desk, report, rate):
    report(f"{people.HOSTILE} and so on", name=people.HOSTILE)
    rate(3, people.HOSTILE, is_named=True, name=people.HOSTILE)

    assert "<img src=x" not in desk.get(PATH).get_data(as_text=True)


def test_a_lesson_that_is_gone_is_still_named(session, desk, report):
    report()
    lessons = content.lesson("caps"), content.lesson("share")
    content.live(session, content.course("smu-1", *lessons, note="Renamed."))

    assert "on hats, which is no longer in the course, in version 1" in text(desk.get(PATH))


def test_it_takes_the_same_statements_for_one_voice_and_for_three(session, desk, report, rate):
    report()
    rate(3, "One.")
    desk.get(PATH)
    with count_statements(session) as one:
        desk.get(PATH)
    for number in range(2):
        report(f"Mistake number {number}, here.")
        rate(4, "More.")
    desk.get(PATH)

    with count_statements(session) as three:
        desk.get(PATH)

    assert one.count == three.count
