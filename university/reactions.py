"""One table: which fact wakes which service, in which order, just before its transaction commits."""

from collections.abc import Mapping, Sequence

from university.certification import services as certification
from university.learning import services as learning
from university.records.services import Reaction

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "certificate.issued": [certification.issue_if_earned],
    "certification.loaded": [certification.drop_retakes],
    "completion.rescored": [certification.issue_if_earned],
    "course.completed": [
        certification.issue_if_earned,
        certification.meet_retakes,
        learning.meet,
        learning.offer_practice_later,
    ],
    "course.loaded": [learning.on_course_loaded, certification.ask_retakes, certification.tell_completed],
    "policy.acknowledged": [certification.issue_if_earned],
}
