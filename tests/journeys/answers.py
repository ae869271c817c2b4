"""What only the database knows: the right letters of a running attempt."""

from tests.journeys.site import Site
from university.courses.queries import get_course_of_version
from university.engines.quiz.keys import KEYS
from university.learning.models import Attempt
from university.learning.queries import drawn_of


def right_keys(site: Site, number: int) -> list[str]:
    """The letters of the right options of each question, as this attempt shows them."""
    attempt = site.session.get_one(Attempt, number)
    questions = {one.id: one for one in get_course_of_version(site.session, attempt.version_id).quiz}
    rights = {id_: {option.id for option in one.options if option.is_right} for id_, one in questions.items()}
    return [
        "".join(KEYS[place] for place, option in enumerate(one.options) if option in rights[one.id])
        for one in drawn_of(attempt)
    ]
