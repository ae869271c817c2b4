"""The forms of this room: whom of a team to list, and what to say to those who are reminded."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import Length

from university.base.errors import Invalid
from university.home.rules import Show, TeamFilters
from university.home.services import LONGEST_WORDS
from university.web.converters import IdConverter
from university.web.form_base import Form, tidy

LONGEST_SEARCH = 200
ID = re.compile(IdConverter.regex)


class RemindForm(Form):
    """Words of one's own, which go with the reminder."""

    words = TextAreaField(
        "Words of your own, if you like",
        [Length(max=LONGEST_WORDS, message=f"Say it in {LONGEST_WORDS} characters at most")],
        description="They stand in the message, after your name, the course and its day.",
    )


def read_filters(arguments: MultiDict[str, str]) -> TeamFilters:
    """Read whom to list from an address; what it does not know, it leaves out."""
    show = arguments.get("show", "")
    return TeamFilters(
        is_whole=arguments.get("reach") == "all",
        show=Show(show) if show in set(Show) else Show.ALL,
        q=(tidy(arguments.get("q", "")) or "")[:LONGEST_SEARCH],
    )


def read_people(values: Sequence[str]) -> Collection[int]:
    """Read the ids of people; raises ``Invalid``."""
    return dict.fromkeys(_id(value) for value in values)


def read_chosen(values: Sequence[str]) -> Mapping[int, Collection[str]]:
    """Read who is to be reminded of what: "7 assignment:12"; raises ``Invalid``."""
    chosen: defaultdict[int, set[str]] = defaultdict(set)
    for value in values:
        person, _, cause = value.partition(" ")
        chosen[_id(person)].add(cause)
    return chosen


def _id(text: str) -> int:
    if not ID.fullmatch(text):
        raise Invalid("The list of people was broken on the way. Go back and choose again.")
    return int(text)
