"""More time or more attempts for one person."""

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from university.learning.forms.waivers import PersonInCourseForm
from university.learning.rules import LONGEST_WORDS, MOST_ATTEMPTS, MOST_MINUTES
from university.web.form_base import with_plain_ends


class AllowanceForm(PersonInCourseForm):
    """What one person gets beyond the rules of a quiz, and why."""

    minutes = IntegerField(
        "More minutes for each attempt",
        [
            InputRequired("Fill in a number, 0 for none"),
            NumberRange(0, MOST_MINUTES, f"From 0 to {MOST_MINUTES}"),
        ],
        default=0,
        description="Counts where the quiz has a time limit.",
    )
    attempts = IntegerField(
        "More attempts before the wait",
        [
            InputRequired("Fill in a number, 0 for none"),
            NumberRange(0, MOST_ATTEMPTS, f"From 0 to {MOST_ATTEMPTS}"),
        ],
        default=0,
    )
    reason = TextAreaField(
        "Why?",
        [
            InputRequired("Say why"),
            Length(max=LONGEST_WORDS, message=f"Keep it under {LONGEST_WORDS} letters"),
        ],
        description="For the record of HR alone: no message and no other page shows it. Leave out what is private.",
        filters=[with_plain_ends],
        render_kw={"rows": 3},
    )
