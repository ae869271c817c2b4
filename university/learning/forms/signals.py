"""What HR types on the board of signs."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from university.learning.rules import LONGEST_FINDING, SHORTEST_FINDING
from university.web.form_base import Form


class ReviewSignalForm(Form):
    """What somebody found who looked at a sign."""

    words = TextAreaField(
        "What I found",
        [
            InputRequired("Say what you found, even if it was nothing"),
            Length(SHORTEST_FINDING, LONGEST_FINDING, "Say it in %(min)d to %(max)d characters"),
        ],
        description="Only HR reads this. It moves the sign below, and changes no score.",
    )
