"""The doors of people: sign-in, one's own page, the desk of administrators, the import of employees."""

from university.people.views import me, sign_in
from university.people.views.admin import bp as admin
from university.people.views.blueprint import bp
from university.people.views.roster import bp as roster
from university.people.views.sign_in import ask_to_sign_in

__all__ = ["admin", "ask_to_sign_in", "bp", "me", "roster", "sign_in"]
