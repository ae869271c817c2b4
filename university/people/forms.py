"""What people type to sign in, to choose a password, to be found, and to bring a list of people."""

from collections.abc import Collection

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from university.people.models import Role
from university.people.rules.passwords import LONGEST
from university.web.form_base import Form

LONGEST_ACCOUNT = 200
ROLE_WORDS = {
    Role.AUTHOR: "Author: writes courses",
    Role.ORGANIZER: "Organizer: runs unconferences",
    Role.HR: "HR: sees records, brings in people",
    Role.ADMIN: "Administrator: gives roles",
}


class SignInForm(Form):
    """The door: who, and the password; where to go then, and what was being written, travel along."""

    account = StringField(
        "Work e-mail or employee number", [InputRequired("Fill this in"), Length(max=LONGEST_ACCOUNT)]
    )
    password = PasswordField("Password", [InputRequired("Fill this in"), Length(max=LONGEST)])
    next = HiddenField(validators=[Length(max=2000)])
    kept = HiddenField()


class NewPasswordForm(Form):
    """A new password, twice, since nobody sees it."""

    password_new = PasswordField(
        "New password",
        [InputRequired("Choose a password")],
        description="12 characters or more. Three or four words that only you would put together do well.",
    )
    password_again = PasswordField(
        "New password, once more", [EqualTo("password_new", "The two are not the same. Type both again.")]
    )


class ChangePasswordForm(NewPasswordForm):
    """A new password from somebody who knows the current one."""

    password_now = PasswordField("Current password", [InputRequired("Fill this in"), Length(max=LONGEST)])


class RoleForm(Form):
    """A role to give or to take."""

    role = SelectField(
        "Role", choices=[SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()]
    )

    def offer_without(self, held: Collection[Role]) -> None:
        """Offer only the roles that the person does not have."""
        self.role.choices = [choice for choice in self.role.choices if choice.value not in held]


class RosterForm(Form):
    """The employee file."""

    file = FileField(
        "Employee file (CSV)",
        [FileRequired("Choose a file")],
        description="UTF-8, 8 MB at most. The next page shows what would change, and writes nothing.",
    )


class ApplyForm(Form):
    """The file that was planned, signed, so that what is applied is what was shown."""

    planned = HiddenField(validators=[InputRequired()])
