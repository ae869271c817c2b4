"""The filter row of HR's table."""

from wtforms import DateField, SearchField, SelectField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import Length, Optional

from university.records.queries import Choices
from university.records.rules import COLUMNS, Filters, RecordStatus, end_of_day
from university.web.form_base import Form

LONGEST = 200
ALL = Choice("", "All")
KINDS = [ALL, Choice("certificate", "Certificates"), Choice("completion", "Completions")]
STATES = [ALL, *(Choice(status.value, status.value.capitalize()) for status in RecordStatus)]
SORTS = {sign + column.name for column in COLUMNS for sign in ("", "-")}


class FilterForm(Form):
    """Which rows to show; it lives in the address, so that a view can be kept and sent."""

    NAMES = ("q", "kind", "about", "part", "status", "since", "until", "as_of")

    class Meta(Form.Meta):
        """Read from the address, where no token belongs."""

        csrf = False

    q = SearchField("Name, number or code", [Length(max=LONGEST, message="Look for 200 characters at most")])
    kind = SelectField("Record", choices=KINDS)
    about = SelectField("For")
    part = SelectField("Part")
    status = SelectField("Status", choices=STATES)
    since = DateField("From", [Optional()])
    until = DateField("To", [Optional()])
    as_of = DateField("As it stood on", [Optional()])

    def offer(self, choices: Choices) -> None:
        """Fill the lists with what occurs in the records."""
        self.about.choices = [ALL, *(Choice(about, title) for about, title in choices.abouts)]
        self.part.choices = [ALL, *(Choice(part, part) for part in choices.parts)]

    def filters(self, sort: str) -> Filters:
        """What is asked for; a past day is meant to its end."""
        day = self.as_of.data
        return Filters(
            q=self.q.data or "",
            kind=self.kind.data or "",
            about=self.about.data or "",
            part=self.part.data or "",
            status=self.status.data or "",
            since=self.since.data,
            until=self.until.data,
            as_of=end_of_day(day) if day else None,
            sort=sort if sort in SORTS else Filters.sort,
        )
