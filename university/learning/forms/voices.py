"""What learners tell the authors of a course."""

from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from university.learning.rules import STARS
from university.learning.services.mistakes import LONGEST, SHORTEST
from university.learning.services.ratings import LONGEST_COMMENT
from university.web.form_base import Form, with_plain_ends

NAMED, UNNAMED = "named", "unnamed"


class MistakeForm(Form):
    """A mistake somebody found in a lesson."""

    words = TextAreaField(
        "What is wrong, and where?",
        [
            InputRequired("Say what is wrong"),
            Length(SHORTEST, LONGEST, message=f"Write {SHORTEST} to {LONGEST:,} characters"),
        ],
        description="Quote a few words of the place, so that it can be found.",
        filters=[with_plain_ends],
        render_kw={"rows": 6},
    )
    named = RadioField(
        "May the author know that it was you?",
        choices=[
            SelectChoice(NAMED, "Yes, with my name, so that they can ask me"),
            SelectChoice(UNNAMED, "No, without my name. The answer reaches me all the same"),
        ],
        default=NAMED,
    )


class RatingForm(Form):
    """Stars, a comment, and whether it comes with a name."""

    stars = RadioField(
        "How good is it?",
        [InputRequired("Choose a number of stars")],
        coerce=int,
        choices=[SelectChoice(number, words) for number, words in STARS.items()],
    )
    comment = TextAreaField(
        "What should its authors keep, or do better?",
        [Length(max=LONGEST_COMMENT, message=f"A comment holds at most {LONGEST_COMMENT:,} characters")],
        description="Only if you like. Its authors read it as you write it.",
        filters=[with_plain_ends],
        render_kw={"rows": 4},
    )
    named = RadioField(
        "May the authors know that it was you?",
        choices=[
            SelectChoice(UNNAMED, "No, without my name"),
            SelectChoice(NAMED, "Yes, my name may stand beside my comment"),
        ],
        default=UNNAMED,
    )
