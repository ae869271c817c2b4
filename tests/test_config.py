"""Settings: an unknown, missing or unsafe one stops the start, and the words name it and its mend."""

import json

import pytest

from university import config
from university.config import BadSettings, Settings

SAFE = {
    "UNIVERSITY_ENVIRONMENT": "production",
    "UNIVERSITY_SECRET_KEY": "k" * 32,
    "UNIVERSITY_SECURE_COOKIES": "1",
    "UNIVERSITY_TRUSTED_HOSTS": '["university.example"]',
    "UNIVERSITY_PUBLIC_URL": "https://university.example",
}


@pytest.fixture
def read(monkeypatch):
    """Read the settings out of these variables and no others."""

    def read(**names: str) -> Settings:
        for name in list(config.os.environ):
            if name.startswith(config.PREFIX) or name == "PORT":
                monkeypatch.delenv(name)
        for name, value in names.items():
            monkeypatch.setenv(name, value)
        return config.read(config.os.environ)

    return read


def test_nothing_has_to_be_set_to_try_it(read):
    settings = read()

    assert (settings.environment, settings.address) == ("development", "http://127.0.0.1:8000")
    assert settings.is_on_loopback


def test_an_unknown_name_is_named_beside_the_known_ones(read):
    with pytest.raises(BadSettings) as refused:
        read(UNIVERSITY_SECRET="x" * 40, UNIVERSITY_COMPANYNAME="Larkenfield")

    assert str(refused.value).startswith(
        "Unknown setting UNIVERSITY_COMPANYNAME, UNIVERSITY_SECRET. Known are: UNIVERSITY_ENVIRONMENT, "
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNIVERSITY_PORT", "eighty"),
        ("UNIVERSITY_PORT", "70000"),
        ("PORT", "0"),
        ("UNIVERSITY_ENVIRONMENT", "prod"),
        ("UNIVERSITY_SESSION_HOURS", "0"),
        ("UNIVERSITY_SESSION_IDLE_MINUTES", "100000"),
        ("UNIVERSITY_LOG_LEVEL", "LOUD"),
        ("UNIVERSITY_DEBUG", "perhaps"),
        ("UNIVERSITY_WORKERS", "-1"),
    ],
)
def test_a_value_that_cannot_be_is_named(read, name, value):
    with pytest.raises(BadSettings, match=rf"^UNIVERSITY_{name.removeprefix('UNIVERSITY_')}: "):
        read(**{name: value})


def test_a_list_that_is_none_is_named(read):
    with pytest.raises(BadSettings, match="UNIVERSITY_TRUSTED_HOSTS: write a list as JSON"):
        read(UNIVERSITY_TRUSTED_HOSTS="university.example")


def test_safe_settings_start_in_production(read):
    assert read(**SAFE).is_production


@pytest.mark.parametrize(
    ("special", "words"),
    [
        ({"UNIVERSITY_SECRET_KEY": ""}, "UNIVERSITY_SECRET_KEY must be set to 32 random characters or more"),
        ({"UNIVERSITY_SECRET_KEY": "k" * 31}, "UNIVERSITY_SECRET_KEY must be set to 32 random"),
        ({"UNIVERSITY_DEBUG": "1"}, "UNIVERSITY_DEBUG must be off"),
        ({"UNIVERSITY_SECURE_COOKIES": "0"}, r"UNIVERSITY_SECURE_COOKIES must be on \(serve by TLS\)"),
        ({"UNIVERSITY_TRUSTED_HOSTS": "[]"}, "UNIVERSITY_TRUSTED_HOSTS must name the hosts to answer"),
        ({"UNIVERSITY_PUBLIC_URL": "http://u.example"}, "UNIVERSITY_PUBLIC_URL must start with https://"),
        (
            {"UNIVERSITY_SMTP_URL": "smtp://a:b@mail.example", "UNIVERSITY_MAIL_FROM": "u@u.example"},
            "UNIVERSITY_SMTP_URL must not send its password in clear: use smtps:// or",
        ),
    ],
    ids=[
        "no secret",
        "short secret",
        "debug",
        "cookies without TLS",
        "any host",
        "address without TLS",
        "password in clear",
    ],
)
def test_an_unsafe_value_stops_production(read, special, words):
    with pytest.raises(BadSettings, match=f"^{words}"):
        read(**SAFE | special)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtp://a:b@127.0.0.1",
        "smtps://a:b@mail.example",
        "smtp+starttls://a:b@mail.example:587",
    ],
)
def test_a_mail_server_that_is_safe_to_ask_starts_in_production(read, url):
    settings = read(**SAFE, UNIVERSITY_SMTP_URL=url, UNIVERSITY_MAIL_FROM="University <u@u.example>")

    assert settings.mail_server is not None


def test_without_a_mail_server_nothing_is_mailed(read):
    assert read().mail_server is None


def test_a_mail_server_needs_a_sender(read):
    with pytest.raises(BadSettings, match="UNIVERSITY_MAIL_FROM must name the sender"):
        read(UNIVERSITY_SMTP_URL="smtp://mail.example")


@pytest.mark.parametrize(
    "url", ["mail.example", "smtp://a:verysecret@mail.example/x", "smtp://verysecret@m.example"]
)
def test_what_is_no_mail_server_is_named_without_its_password(read, url):
    with pytest.raises(BadSettings, match=r"^UNIVERSITY_SMTP_URL: ") as refused:
        read(UNIVERSITY_SMTP_URL=url, UNIVERSITY_MAIL_FROM="u@u.example")

    assert "verysecret" not in str(refused.value)


@pytest.mark.parametrize(
    "sender",
    [
        "university",
        "a@b.example, c@d.example",
        "U <u@u.example>\r\nBcc: x@y.example",
        "<u@u.example>",
        'U "x" <u@u.example>',
    ],
)
def test_what_is_no_sender_is_named(read, sender):
    with pytest.raises(BadSettings, match="UNIVERSITY_MAIL_FROM: must be an address"):
        read(UNIVERSITY_MAIL_FROM=sender)


def test_all_faults_of_production_are_named_at_once(read):
    with pytest.raises(BadSettings) as refused:
        read(UNIVERSITY_ENVIRONMENT="production", UNIVERSITY_DEBUG="1")

    assert str(refused.value).count(" must ") == 5


@pytest.mark.parametrize(
    ("names", "port"),
    [
        ({"PORT": "5000"}, 5000),
        ({"PORT": "5000", "UNIVERSITY_PORT": "6000"}, 6000),
        ({"PORT": ""}, 8000),
    ],
    ids=["the plain name", "ours first", "empty"],
)
def test_the_plain_name_for_the_port_is_honored(read, names, port):
    assert read(**names).port == port


def test_a_database_is_opened_by_the_driver_that_comes_along(read, tmp_path):
    plain = read(UNIVERSITY_DATA_FOLDER=str(tmp_path)).sqlalchemy_url
    company = read(UNIVERSITY_DATABASE_URL="postgresql://u:p@db/university").sqlalchemy_url

    assert plain == f"sqlite:///{tmp_path.resolve()}/university.db"
    assert company == "postgresql+psycopg://u:p@db/university"


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(read, tmp_path):
    settings = read(UNIVERSITY_DATA_FOLDER=str(tmp_path / "var"))

    first, second = settings.signing_key(), settings.signing_key()

    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "host",
    [
        "*",
        "*.example",
        "https://x.example",
        "x.example; script-src *",
        "x.example:443",
        "X.example",
        "localhost",
        "",
    ],
)
def test_only_plain_names_of_hosts_may_be_embedded(read, host):
    with pytest.raises(BadSettings) as refused:
        read(UNIVERSITY_EMBED_HOSTS=json.dumps(["videos.example", host]))

    assert "UNIVERSITY_EMBED_HOSTS" in str(refused.value)
    assert "is not the name of a host" in str(refused.value)


def test_hosts_that_may_be_embedded_are_a_list(read):
    hosts = ["videos.example", "www.talks-2.example"]

    assert read(UNIVERSITY_EMBED_HOSTS=json.dumps(hosts)).embed_hosts == hosts


def test_a_secret_is_never_printed(read):
    assert "k" * 32 not in repr(read(**SAFE))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("environment", "`development`"),
        ("port", "`8000`"),
        ("secret_key", "empty"),
        ("trusted_hosts", "empty"),
        ("content_folder", "the `content/` that comes along"),
        ("debug", "`False`"),
    ],
)
def test_a_default_is_said_in_words(name, words):
    assert config.default_in_words(name) == words


def test_every_setting_says_what_it_means():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
