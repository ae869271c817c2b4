"""Whom a form of HR means."""

from university.base import clock
from university.learning.forms.waivers import PersonInCourseForm
from university.people.models import Employee
from university.people.queries import find_account
from university.web.db import session


def person_of(form: PersonInCourseForm) -> Employee | None:
    """The person whose number stands in a form; without one the form says so."""
    person = find_account(session(), form.number.data or "")
    if person is None:
        form.number.errors = ["Nobody has this number. It stands in the list of people and in the records."]
    elif person.has_left(clock.now().date()):
        form.number.errors = [f"{person.name} has left the company."]
    else:
        return person
    return None
