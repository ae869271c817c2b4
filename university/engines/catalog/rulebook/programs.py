"""Rules about certifications, policies and tip sheets."""

from typing import Final

from university.engines.catalog.rulebook.minimal import CERTIFICATION, MINIMAL, POLICY, QUIZ
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, at, whole

REQUIRED: Final = Spot(path=CERTIFICATION, old="required: [smu-110]")
POLICIES: Final = Spot(path=CERTIFICATION, old="policies: [five-principles]")
OTHER: Final = "certifications/cert-professional.md"
COMES_AFTER: Final = "after: [cert-enthusiast]\nrequired: [smu-110]"
SECOND: Final = Put(
    path=OTHER,
    body=MINIMAL[CERTIFICATION].replace("required: [smu-110]", COMES_AFTER),
    words="another certification",
)
PRACTICAL: Final = """\
required: [smu-110]
practicals:
  - title: Three posts of your own
    task: Choose three posts.
    submission: Their links.
    reviewer: Two colleagues of Communications.
    rubric:
      - {criterion: The reader sees who is talking, look_for: The first line says it., points: 4}
    pass_points: {points}
    critical_errors: [Customer data is shown]"""
OWN_QUIZ: Final = "required: [smu-110]\nquiz: {pass_mark: 80, draw: {disclosure: 1}}"
TAGGED: Final = MINIMAL[QUIZ].replace("lesson=first-line}", "lesson=first-line tags=disclosure}")
ANOTHER: Final = TAGGED.split("---\n")[2].replace("#what-first", "#what-before-all")

RULES: Final[tuple[Rule, ...]] = (
    at(
        REQUIRED,
        "required-course-unknown",
        "A certification asks for a course that is not there.",
        bad="required: [smu-999]",
        good="required: [smu-110]",
    ),
    at(
        POLICIES,
        "policy-unknown",
        "A certification names a policy that is not there.",
        bad="policies: [six-principles]",
        good="policies: [five-principles]",
    ),
    at(
        REQUIRED,
        "certification-unknown",
        "A certification comes after one that is not there, or after itself.",
        bad="after: [cert-beginner]\nrequired: [smu-110]",
        good="required: [smu-110]",
    ),
    at(
        REQUIRED,
        "certification-empty",
        "A certification asks for no course and comes after no other.",
        bad="required: []",
        good="required: [smu-110]",
        line=1,
    ),
    whole(
        CERTIFICATION,
        "certification-cycle",
        "Certifications come after each other in a circle, so that nobody could earn one.",
        bad=(REQUIRED.swap("after: [cert-professional]\nrequired: [smu-110]"), SECOND),
        good=(REQUIRED.swap("required: [smu-110]"), SECOND),
    ),
    at(
        REQUIRED,
        "electives-too-few",
        "More electives are to be chosen than the list offers.",
        bad="required: [smu-110]\nelectives:\n  - {choose: 1, of: [smu-110]}",
        good="required: [smu-110]\nelectives:\n  - {choose: 1}",
        below=2,
    ),
    at(
        REQUIRED,
        "practical-out-of-reach",
        "A practical asks for more points than its rubric gives.",
        bad=PRACTICAL.replace("{points}", "5"),
        good=PRACTICAL.replace("{points}", "3"),
        below=8,
    ),
    whole(
        CERTIFICATION,
        "own-quiz-too-few",
        "The courses of a certification hold fewer than twice the questions that its own quiz draws.",
        bad=(REQUIRED.swap(OWN_QUIZ), Put(path=QUIZ, body=TAGGED, words="one question tagged disclosure")),
        good=(
            REQUIRED.swap(OWN_QUIZ),
            Put(path=QUIZ, body=TAGGED + ANOTHER, words="two questions tagged disclosure"),
        ),
    ),
    at(
        Spot(path=POLICY, old="---\nBe kind.\n"),
        "text-missing",
        "A certification, a policy or a tip sheet has no text.",
        bad="---\n",
        good="---\nBe kind to whoever reads you.\n",
        below=1,
    ),
)
