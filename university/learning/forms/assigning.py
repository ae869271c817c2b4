"""What somebody fills in to assign a course: what, to whom, by when, how often, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from university.learning.rules.assigning import Repeat
from university.learning.rules.audiences import (
    LEAST_TURN,
    LONGEST_REASON,
    LONGEST_TURN,
    MONTHS,
    MOST_DAYS,
    ROLES,
    AssignmentValues,
    Audience,
)
from university.web.form_base import Form

LONGEST_ACCOUNT = 200
LONGEST_KEY = 64
NOBODY = "There is nobody with this number or address"
#: By the name of the audience in small letters.
AUDIENCES = {
    "everyone": "Everyone in the company",
    "part": "Everyone in a part of the company",
    "department": "Everyone in a department",
    "role": "Everyone with a role",
    "team": "The direct reports of a manager",
    "line": "Everybody below a manager, direct or not",
    "person": "One person",
}
OWN_AUDIENCES = {
    "team": "My direct reports",
    "line": "Everybody below me, direct or not",
    "person": "One person in my line",
}
Choices = Iterable[tuple[str, str]]


def _offer(choices: Choices) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in choices]


def _account(label: str) -> StringField:
    return StringField(label, [Length(max=LONGEST_ACCOUNT)], description="Employee number or work e-mail.")


class AssignForm(Form):
    """A rule as everybody makes it; whom it may mean depends on who asks.

    Of the fields below a choice only the one that belongs to it counts. ``key`` makes one rule of a form
    that is sent twice, ``shown`` is how many people the page before said are asked.
    """

    course = SelectField("Which course?", [InputRequired("Choose a course")])
    audience = RadioField("Who must do it?", [InputRequired("Choose who must do it")])
    due = RadioField(
        "By when, the first time?",
        [InputRequired("Say by when")],
        choices=[SelectChoice("days", "Within a number of days"), SelectChoice("day", "By a day")],
        default="days",
    )
    within_days = IntegerField(
        "Days",
        [Optional(), NumberRange(1, MOST_DAYS, f"A number from 1 to {MOST_DAYS}")],
        description="They count from joining; for those who are here already, from today.",
        default=30,
    )
    due_on = DateField("Day", [Optional()], description="To the end of that day, where each person is.")
    repeat = RadioField(
        "Does it come again?",
        [InputRequired("Say whether it comes again")],
        choices=[
            SelectChoice(Repeat.ONCE.name.lower(), "No, once is enough"),
            SelectChoice(Repeat.YEARLY.name.lower(), "Each year"),
            SelectChoice(Repeat.ROLLING.name.lower(), "A number of days after each completion"),
        ],
        default=Repeat.ONCE.name.lower(),
    )
    month = SelectField(
        "By the end of",
        choices=[SelectChoice(str(number), name) for number, name in enumerate(MONTHS, start=1)],
        default="1",
    )
    every_days = IntegerField(
        "Days from one completion to the next",
        [
            Optional(),
            NumberRange(LEAST_TURN, LONGEST_TURN, f"A number from {LEAST_TURN} to {LONGEST_TURN}"),
        ],
        default=365,
    )
    keeps_up = BooleanField(
        "Also ask whoever joins these people later",
        description="What comes again always does. Who leaves them is excused.",
    )
    reason = TextAreaField(
        "Why?",
        [
            InputRequired("Give the reason"),
            Length(max=LONGEST_REASON, message=f"Keep it under {LONGEST_REASON} characters"),
        ],
        description="One sentence. Everybody who is asked reads it.",
    )
    own_number = ""
    find_number: Callable[[str], str | None]
    key = HiddenField(validators=[Length(max=LONGEST_KEY)])
    shown = IntegerField(validators=[Optional()], widget=HiddenInput())

    def rows(self, name: str) -> Iterator[tuple[Field, Field | None]]:
        """Each choice of a group of radio buttons with the field that belongs to it."""
        for choice in self[name]:
            below = BELOW.get(choice.data, choice.data)
            yield choice, self._fields.get(below)

    def kept(self) -> Iterator[tuple[str, str]]:
        """What was filled in, to be carried by the next page; an empty field is left out."""
        for field in self:
            if field.name != "csrf_token" and field.data not in {None, "", False}:
                yield field.name, "y" if field.data is True else str(field.data)

    def read(self) -> AssignmentValues | None:
        """What was filled in, once it is sound; None, with the errors at their fields, if somebody is unknown."""
        audience = Audience[self.audience.data.upper()]
        key = self.audience_key(audience)
        if key is None:
            return None
        repeat = Repeat[self.repeat.data.upper()]
        return AssignmentValues(
            course=self.course.data,
            audience=audience,
            audience_key=key,
            due_on=self.due_on.data if self.due.data == "day" else None,
            within_days=self.within_days.data if self.due.data == "days" else None,
            repeat=repeat,
            month=int(self.month.data) if repeat is Repeat.YEARLY else None,
            every_days=self.every_days.data if repeat is Repeat.ROLLING else None,
            keeps_up=self.keeps_up.data,
            reason=self.reason.data,
        )

    def audience_key(self, audience: Audience) -> str | None:
        """The entry chosen, the number of the person typed, or where nothing is asked one's own.

        None, with the error at the field, for what is not there.
        """
        field = self._fields.get(audience.name.lower())
        if field is None:
            return self.own_number
        if isinstance(field, SelectField):
            return _chosen(field)
        number = self.find_number(field.data or "")
        if number is None:
            field.errors = [*field.errors, NOBODY]
        return number

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check also that the field below each choice is filled in."""
        is_sound: bool = super().validate(extra_validators)
        wanted = [(self.due, "day", self.due_on), (self.due, "days", self.within_days)]
        wanted += [(self.repeat, "rolling", self.every_days)]
        missing = [field for choice, value, field in wanted if choice.data == value and field.data is None]
        for field in missing:
            if not field.errors:
                field.errors = ["Fill this in"]
        return is_sound and not missing


BELOW = {"day": "due_on", "days": "within_days", "yearly": "month", "rolling": "every_days"}
"""The field below a choice, where it does not have its name."""


class DeskAssignForm(AssignForm):
    """What HR fills in: anybody, by every way to name people."""

    part = SelectField("Part of the company", validate_choice=False)
    department = SelectField("Department", validate_choice=False)
    role = SelectField("Role", choices=_offer(ROLES.items()), validate_choice=False)
    team = _account("Manager")
    line = _account("Manager over them all")
    person = _account("Person")

    def offer(
        self,
        courses: Choices,
        parts: Sequence[str],
        departments: Sequence[str],
        find_number: Callable[[str], str | None],
    ) -> None:
        """Fill the lists to choose from, and say how a person is found by number or address."""
        self.find_number = find_number
        self.course.choices = _offer(courses)
        self.audience.choices = _offer(AUDIENCES.items())
        self.part.choices = _offer((one, one) for one in parts)
        self.department.choices = _offer((one, one) for one in departments)


class LineAssignForm(AssignForm):
    """What a manager fills in: the own people."""

    person = SelectField("Person", validate_choice=False)

    def offer(self, courses: Choices, people: Choices, own_number: str) -> None:
        """Fill the lists to choose from."""
        self.course.choices = _offer(courses)
        self.audience.choices = _offer(OWN_AUDIENCES.items())
        self.person.choices = _offer(people)
        self.own_number = own_number


def _chosen(field: SelectField) -> str | None:
    offered = [choice.value for choice in field.choices]
    if field.data in offered:
        return str(field.data)
    field.errors = [*field.errors, "Choose one of the list"]
    return None
