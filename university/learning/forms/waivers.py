"""Prior learning: what somebody claims, how it is decided, and why it is taken back."""

from collections.abc import Sequence

from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from university.engines.catalog.model import Course
from university.learning.models import WaiverReason
from university.learning.rules import LEAST_EVIDENCE, LONGEST_EVIDENCE, LONGEST_WORDS
from university.people.models import Employee
from university.web.form_base import Form, with_plain_ends

LONGEST_NUMBER = 60
APPROVE, DECLINE = "approve", "decline"
REASONS = [
    SelectChoice(
        WaiverReason.LEARNED_ELSEWHERE.value,
        "Learned elsewhere: in another company, at a school, in a course",
    ),
    SelectChoice(
        WaiverReason.EQUIVALENT_COURSE.value, "Learned here: another course of ours covers the same"
    ),
    SelectChoice(WaiverReason.TESTED_OUT.value, "Shown in a test or at work, before somebody who can say so"),
]
#: What only HR may say.
ADMINISTRATIVE = SelectChoice(
    WaiverReason.ADMINISTRATIVE.value, "Administrative: the record was lost, or lies in another system"
)
EVIDENCE_LENGTH = Length(
    LEAST_EVIDENCE,
    LONGEST_EVIDENCE,
    message=f"Write {LEAST_EVIDENCE} to {LONGEST_EVIDENCE:,} letters: what, where, when, who can confirm it",
)
WORDS_LENGTH = Length(max=LONGEST_WORDS, message=f"Keep it under {LONGEST_WORDS} letters")


class ClaimForm(Form):
    """What shows that somebody knows a course's lessons already."""

    evidence = TextAreaField(
        "What shows it?",
        [InputRequired("Say what shows it"), EVIDENCE_LENGTH],
        description="What was learned, where, when, and who can confirm it. It stands in the record for good.",
        filters=[with_plain_ends],
        render_kw={"rows": 6},
    )


class PriorLearningForm(ClaimForm):
    """An employee says what was learned before, and whom to ask."""

    reason = RadioField("How did you learn it?", [InputRequired("Choose how")], choices=REASONS)
    approver = SelectField(
        "Who is to decide?",
        [InputRequired("Choose who is to decide")],
        coerce=int,
        description="Your manager, or somebody of HR. They are told at once.",
    )

    def offer(self, approvers: Sequence[Employee]) -> None:
        """Offer these people, by name."""
        self.approver.choices = [SelectChoice(one.id, f"{one.name}, {one.job_title}") for one in approvers]


class PersonInCourseForm(Form):
    """Whom HR means, by number, and in which course."""

    number = StringField(
        "Employee number",
        [InputRequired("Fill this in"), Length(max=LONGEST_NUMBER, message="That is longer than a number")],
        description="As in the employee file, for example LG-0031.",
    )
    course = SelectField("Course", [InputRequired("Choose a course")])

    def offer(self, courses: Sequence[Course]) -> None:
        """Offer the live courses, by title."""
        self.course.choices = [SelectChoice(one.slug, one.title) for one in courses]


class NewWaiverForm(PersonInCourseForm, ClaimForm):
    """HR waives the lessons of a course for somebody, and answers for it by name."""

    reason = RadioField(
        "How was it learned?", [InputRequired("Choose how")], choices=[*REASONS, ADMINISTRATIVE]
    )


class DecisionForm(Form):
    """Yes or no to prior learning, with words that the person reads."""

    decision = RadioField(
        "Do the lessons count as done?",
        [InputRequired("Choose one of the two")],
        choices=[
            SelectChoice(APPROVE, "Yes: every lesson not done yet counts, and only the quiz is left"),
            SelectChoice(DECLINE, "No: the lessons are still to be read"),
        ],
    )
    words = TextAreaField(
        "Your words to them",
        [WORDS_LENGTH],
        description="They read this. With a no, say what is missing.",
        filters=[with_plain_ends],
        render_kw={"rows": 3},
    )


class TakeBackForm(Form):
    """Why a waiver does not hold after all."""

    words = TextAreaField(
        "Why is it taken back?",
        [InputRequired("Say why: the person reads it"), WORDS_LENGTH],
        description="The person reads this, and it stands in the record.",
        filters=[with_plain_ends],
        render_kw={"rows": 3},
    )
