"""Handing mails to a mail server: its address, proof of who it is, and what its refusals mean."""

import ssl
import subprocess

import pytest

from tests.factories.messages import Mailbox, free_port, mail_server
from university.base.errors import Unavailable
from university.base.smtp import MailServer, Undelivered, connected, read_url

BODY = b"Subject: Hello\r\n\r\nWords.\r\n"
ISSUE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
)
SENDER, TO = "university@larkenfield.example", "robin@larkenfield.example"


def send(server, to=TO):
    with connected(server, name="larkenfield.example") as carrier:
        carrier.send(BODY, sender=SENDER, to=to)


def plain(port, **special):
    return MailServer(scheme="smtp", host="127.0.0.1", port=port, **special)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer(scheme="smtp", host="mail.example", port=25)),
        ("smtps://mail.example", MailServer(scheme="smtps", host="mail.example", port=465)),
        (
            "smtp+starttls://a%40b:p%2Fw%3A@mail.example:2525/",
            MailServer(
                scheme="smtp+starttls", host="mail.example", port=2525, account="a@b", password="p/w:"
            ),
        ),
    ],
)
def test_an_address_says_server_port_and_account(url, server):
    assert read_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:port",
        "smtp://mail.example/inbox",
        "smtp://secret@mail.example",
        "smtp://:secret@mail.example",
        "smtp://a:secret@mail.example:99999",
    ],
)
def test_what_is_no_address_is_refused_in_words_without_the_password(url):
    with pytest.raises(ValueError, match=r"must|cannot|needs") as refused:
        read_url(url)

    assert "secret" not in str(refused.value)


def test_a_password_is_not_printed():
    assert "secret" not in repr(read_url("smtps://a:secret@mail.example"))


def test_a_mail_is_handed_in_as_it_is():
    mailbox = Mailbox()

    with mail_server(mailbox) as port:
        send(plain(port))

    assert mailbox.taken == [(TO, BODY)]


@pytest.mark.parametrize(
    ("place", "reply", "is_final"),
    [(TO, "550 Nobody", True), (TO, "450 Busy", False), ("*", "554 Spam", True), ("*", "451 Later", False)],
)
def test_a_refusal_says_whether_another_try_is_worth_it(place, reply, is_final):
    mailbox = Mailbox()
    mailbox.refusals[place] = reply

    with mail_server(mailbox) as port, pytest.raises(Undelivered) as refused:
        send(plain(port))

    assert (str(refused.value), refused.value.is_final) == (f"The mail server said: {reply}", is_final)


def test_a_server_that_does_not_answer_is_named():
    port = free_port()

    with pytest.raises(Unavailable, match=rf"The mail server 127.0.0.1:{port} cannot be used: .*refused"):
        send(plain(port))


def test_an_address_that_the_server_cannot_read_is_refused_for_ever():
    with mail_server(Mailbox()) as port, pytest.raises(Undelivered) as refused:
        send(plain(port), to="róbin@larkenfield.example")

    assert refused.value.is_final


def test_without_the_encryption_that_was_asked_for_nothing_is_sent():
    mailbox = Mailbox()

    with mail_server(mailbox) as port, pytest.raises(Unavailable, match="STARTTLS"):
        send(MailServer(scheme="smtp+starttls", host="127.0.0.1", port=port))

    assert mailbox.taken == []


# ---- by TLS


@pytest.fixture(scope="module")
def identity(tmp_path_factory):
    """Key and certificate of a mail server that nobody else vouches for."""
    folder = tmp_path_factory.mktemp("identity")
    key, paper = folder / "key.pem", folder / "paper.pem"
    subprocess.run([*ISSUE.split(), "-keyout", key, "-out", paper], check=True, capture_output=True)
    return key, paper


@pytest.fixture
def encrypted(identity):
    key, paper = identity
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    return context


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(encrypted, scheme):
    mailbox = Mailbox()
    options = {"ssl_context": encrypted} if scheme == "smtps" else {"tls_context": encrypted}

    with (
        mail_server(mailbox, **options) as port,
        pytest.raises(Unavailable, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        send(MailServer(scheme=scheme, host="localhost", port=port, account="a", password="b"))

    assert mailbox.taken == []


def test_with_a_trusted_server_mails_and_password_go_encrypted(encrypted, identity, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(identity[1]))
    mailbox, seen = Mailbox(), []

    def check(login: bytes, password: bytes) -> bool:
        seen.append((login, password))
        return True

    # aiosmtpd offers AUTH only once the connection is encrypted.
    with mail_server(
        mailbox, tls_context=encrypted, auth_callback=lambda _, login, word: check(login, word)
    ) as port:
        send(MailServer(scheme="smtp+starttls", host="localhost", port=port, account="a", password="b"))

    assert seen == [(b"a", b"b")]
    assert mailbox.taken == [(TO, BODY)]


def test_a_wrong_password_stops_all_mails(encrypted, identity, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(identity[1]))
    mailbox = Mailbox()

    with (
        mail_server(mailbox, tls_context=encrypted, auth_callback=lambda *_: False) as port,
        pytest.raises(Unavailable, match="535"),
    ):
        send(MailServer(scheme="smtp+starttls", host="localhost", port=port, account="a", password="b"))

    assert mailbox.taken == []
