"""The forms of an unconference: propose a topic, place and change a session, make an event."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from flask import request
from wtforms import DateField, Field, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from university.base.errors import Invalid
from university.unconference import rules
from university.unconference.models import Breakout, Room, Slot
from university.web.filters import clock_time, day
from university.web.form_base import Form

MOST_SEATS = 10_000
SLOT_ROWS = 8
ROOM_ROWS = 6
SEATS = NumberRange(1, MOST_SEATS, f"A number from 1 to {MOST_SEATS:,}")


class TopicForm(Form):
    """A wish for the unconference: a title is enough; to host it is another act."""

    title = StringField(
        "What should we talk about?",
        [DataRequired("Give it a title"), Length(max=120, message="Keep the title under 120 characters")],
    )
    why = TextAreaField(
        "Why does it matter to you?",
        [Length(max=600, message="Keep it under 600 characters")],
        description="Optional. One or two sentences help others decide.",
    )


class PlaceForm(Form):
    """A free place in the grid for a topic."""

    cell = SelectField("Time and room", description="Only free places are listed.")
    capacity = IntegerField(
        "Seats",
        [Optional(), SEATS],
        description="Optional. Without a number it has as many as the room.",
    )


class MoveForm(Form):
    """Another place for a session."""

    cell = SelectField("New time and room", description="Only free places are listed.")


class CapacityForm(Form):
    """How many seats a session has."""

    capacity = IntegerField("Seats", [InputRequired("Give a number"), SEATS])


class CancelForm(Form):
    """The reason that everybody concerned is told."""

    reason = StringField(
        "Why does it not take place?",
        [DataRequired("Give a reason"), Length(max=300, message="Keep it under 300 characters")],
        description="Everybody with a seat, everybody waiting and the host read these words.",
    )


ChangeForm = MoveForm | CapacityForm | CancelForm


class ChangeForms:
    """The three forms of one page that changes a session; the field ``act`` says which was sent."""

    def __init__(self, here: Breakout, zone: str, free: Sequence[tuple[Slot, Room]]) -> None:
        """Fill in what is so now."""
        self.move = MoveForm(cell=f"{here.slot_id}-{here.room_id}")
        self.capacity = CapacityForm(capacity=here.capacity)
        self.cancel = CancelForm()
        offer_cells(self.move.cell, free, zone, here)

    def posted(self) -> ChangeForm | None:
        """The form that was sent, None when the page is only opened; raises ``Invalid`` for any other."""
        if request.method != "POST":
            return None
        by_act: dict[str, ChangeForm] = {"move": self.move, "capacity": self.capacity, "cancel": self.cancel}
        if (act := request.form.get("act", "")) not in by_act:
            raise Invalid("That form is not one of this page. Go back, reload it, and try again.")
        return by_act[act]


class EventForm(Form):
    """A new unconference: name, place, day, its times and its rooms; empty rows are left out."""

    title = StringField("Title", [DataRequired("Give it a title"), Length(max=120)])
    summary = TextAreaField(
        "What is it about?", [DataRequired("Say it in a sentence or two"), Length(max=600)]
    )
    venue = StringField("Where is it?", [DataRequired("Name the place"), Length(max=200)])
    zone = SelectField("Time zone of that place", choices=rules.zones())
    starts_on = DateField("Day", [InputRequired("Choose the day")])

    def slot_rows(self) -> Iterator[tuple[int, Field, Field]]:
        """The rows for times: number, start and end."""
        return (
            (row, self[f"slot_{row}_starts"], self[f"slot_{row}_ends"]) for row in range(1, SLOT_ROWS + 1)
        )

    def room_rows(self) -> Iterator[tuple[int, Field, Field]]:
        """The rows for rooms: number, name and seats."""
        return ((row, self[f"room_{row}_name"], self[f"room_{row}_seats"]) for row in range(1, ROOM_ROWS + 1))

    def spans(self) -> list[tuple[datetime, datetime]]:
        """The times given, as moments in the zone of the place."""
        zone, on = self.zone.data, self.starts_on.data
        moments = (
            (rules.moment_on(on, starts.data, zone), rules.moment_on(on, ends.data, zone))
            for _, starts, ends in self.slot_rows()
            if starts.data is not None
        )
        return [(starts, ends) for starts, ends in moments if starts and ends]

    def rooms(self) -> list[tuple[str, int]]:
        """The rooms given, each with its seats."""
        return [(name.data, seats.data) for _, name, seats in self.room_rows() if name.data]

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check also what two fields say together."""
        is_sound: bool = super().validate(extra_validators)
        faults = [self._is_half(one, other) for _, one, other in (*self.slot_rows(), *self.room_rows())]
        if is_sound:
            faults += [self._is_skipped(field) for _, *row in self.slot_rows() for field in row]
        return is_sound and not any(faults)

    def _is_half(self, one: Field, other: Field) -> bool:
        missing = [field for field in (one, other) if field.data in {None, ""}]
        if len(missing) != 1 or one.errors or other.errors:
            return False
        missing[0].errors = [*missing[0].errors, "Fill in this one too, or empty the row"]
        return True

    def _is_skipped(self, field: Field) -> bool:
        if field.data is None or rules.moment_on(self.starts_on.data, field.data, self.zone.data):
            return False
        field.errors = [*field.errors, "The clocks skip this hour on that day"]
        return True


for _row in range(1, SLOT_ROWS + 1):
    setattr(EventForm, f"slot_{_row}_starts", TimeField(f"Slot {_row} starts", [Optional()]))
    setattr(EventForm, f"slot_{_row}_ends", TimeField(f"Slot {_row} ends", [Optional()]))
for _row in range(1, ROOM_ROWS + 1):
    setattr(EventForm, f"room_{_row}_name", StringField(f"Room {_row}", [Length(max=60)]))
    setattr(EventForm, f"room_{_row}_seats", IntegerField(f"Seats in room {_row}", [Optional(), SEATS]))


def offer_cells(
    field: SelectField, cells: Sequence[tuple[Slot, Room]], zone: str, here: Breakout | None = None
) -> None:
    """Fill a select with free places, and with the one a session is in."""
    shown = [(here.slot, here.room), *cells] if here else cells
    is_long = len({slot.starts_at.date() for slot, _ in shown}) > 1
    field.choices = [
        (
            f"{slot.id}-{room.id}",
            (f"{day(slot.starts_at, zone)}, " if is_long else "")
            + f"{clock_time(slot.starts_at, zone)} to {clock_time(slot.ends_at, zone)}, "
            + f"{room.name} ({room.capacity} seats)",
        )
        for slot, room in shown
    ]


def chosen_cell(field: SelectField) -> tuple[int, int]:
    """The slot and the room of the place chosen, which the select has checked."""
    slot_id, _, room_id = field.data.partition("-")
    return int(slot_id), int(room_id)
