"""Send a test mail to oneself, right away, so that what is wrong is read at once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Unavailable
from university.base.smtp import MailServer, Undelivered, connected
from university.outbox import documents
from university.outbox.documents import Frame
from university.outbox.forms import TryForm
from university.outbox.rules import ANY_KIND, Letter, sample
from university.outbox.views.blueprint import desk as bp
from university.web.access import open_to
from university.web.settings import settings

NO_SERVER = "No mail server is set, so nothing was sent. Whoever runs the site sets UNIVERSITY_SMTP_URL."


@bp.get("/outbox/test")
@open_to("admin")
def test() -> ResponseReturnValue:
    """Ask which kind of mail to send."""
    return _page(TryForm())


@bp.post("/outbox/test")
@open_to("admin")
def send_test() -> ResponseReturnValue:
    """Send it now, with words made up for the test."""
    form, server = TryForm(), settings().mail_server
    if not form.validate():
        return _page(form), 422
    if server is None:
        flash(NO_SERVER, "warn")
        return redirect(url_for("mail.test"), code=303)
    letter = sample(
        ANY_KIND[form.kind.data], name=current_user.name, email=current_user.email, now=clock.now()
    )
    try:
        _send(server, letter)
    except (Unavailable, Undelivered) as fault:
        form.form_errors = [str(fault)]
        return _page(form), 422
    flash(f"The mail server took it. Look into the mailbox of {current_user.email}.")
    return redirect(url_for("mail.test"), code=303)


def _send(server: MailServer, letter: Letter) -> None:
    frame = Frame.of(settings())
    mail = documents.write(letter, frame, now=clock.now())
    with connected(server, name=frame.domain) as carrier:
        carrier.send(mail, sender=frame.sender_address, to=letter.email)


def _page(form: TryForm) -> str:
    return render_template(
        "outbox/test.html", form=form, server=settings().mail_server, sender=settings().mail_from
    )
