"""A bookmark to set or take away, and a note to keep."""

from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from university.learning.services.own import LONGEST_NOTE
from university.web.form_base import Form, with_plain_ends

LARGEST = 2**31 - 1


class BookmarkForm(Form):
    """Says what is wanted, not "the other one", so that a double click does not take it back."""

    wanted = HiddenField(validators=[AnyOf(["yes", "no"], message="Say yes or no")])


class NoteForm(Form):
    """The text of a note; ``revision`` tells which one its writer began with."""

    text = TextAreaField(
        "Your note",
        [Length(max=LONGEST_NOTE, message=f"A note holds at most {LONGEST_NOTE:,} characters")],
        filters=[with_plain_ends],
        render_kw={"rows": 6},
    )
    revision = IntegerField(validators=[InputRequired(), NumberRange(0, LARGEST)], widget=HiddenInput())
