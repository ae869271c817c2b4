"""What people choose about their mail, and what administrators try out."""

from collections.abc import Sequence

from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput

from university.outbox.models import Delivery
from university.outbox.rules import ANY_KIND, Kind
from university.web.form_base import Form

DELIVERY_WORDS = {
    Delivery.DAILY: "One mail a day, at 7 in the morning where I am; only what is urgent comes at once",
    Delivery.AT_ONCE: "Each message at once",
}


class SelectMultipleCheckboxField(SelectMultipleField):
    """Several of a list, each with its own box."""

    option_widget = CheckboxInput()


class ChoicesForm(Form):
    """How mail comes, and which kinds of it; what is always sent is not asked."""

    delivery = RadioField(
        "When mail comes", choices=[SelectChoice(one.name, words) for one, words in DELIVERY_WORDS.items()]
    )
    wanted = SelectMultipleCheckboxField(
        "What comes by mail", description="What is not ticked stays a notice on the site."
    )

    def offer(self, kinds: Sequence[Kind]) -> None:
        """Offer these kinds of messages."""
        self.wanted.choices = [SelectChoice(kind.name, kind.words) for kind in kinds]


class TryForm(Form):
    """A kind of mail to send to oneself."""

    kind = SelectField(
        "Kind of message", choices=[SelectChoice(kind.name, kind.words) for kind in ANY_KIND.values()]
    )
