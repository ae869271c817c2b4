"""The forms of this room: look a code up, and revoke a certificate."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from university.certification.services import LONGEST_REASON
from university.web.form_base import Form

LONGEST_CODE = 60


class CodeForm(Form):
    """The code from a paper; it travels in the address, so that the answer can be kept and sent."""

    class Meta(Form.Meta):
        """Read from the address, where no token belongs."""

        csrf = False

    code = StringField(
        "Code on the certificate",
        [
            InputRequired("Type the code that is printed on the certificate"),
            Length(max=LONGEST_CODE, message="That is longer than a code"),
        ],
        description="26 letters and digits, in groups. Capitals and dashes do not matter.",
    )


class RevokeForm(Form):
    """Why a certificate is taken back; the holder reads the reason."""

    reason = TextAreaField(
        "Why is it revoked?",
        [
            InputRequired("Say why: the holder reads the reason, and it stands in the ledger"),
            Length(max=LONGEST_REASON, message=f"Say it in {LONGEST_REASON} characters at most"),
        ],
        description="The holder reads this. It stands in the ledger for ever, and cannot be changed.",
    )
    is_sure = BooleanField(
        "Yes, revoke this certificate now", [InputRequired("Tick the box to say that you are sure")]
    )
