"""Settings: one frozen object read from `UNIVERSITY_*`; an unsafe or unknown one stops the start."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from university.base import resources, smtp
from university.base.errors import BadSettings

PREFIX = "UNIVERSITY_"
SHORTEST_SECRET = 32
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
#: A name without signs that mean something in a header, and an address.
SENDER = re.compile(
    r"[^\s<>@,;:\"]+@[a-z0-9.-]+|[^<>@,;:\"\x00-\x1f\x7f]+ <[^\s<>@,;:\"]+@[a-z0-9.-]+>", re.IGNORECASE
)
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """Everything an operator decides; the table in the README is printed from here."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    environment: Literal["development", "production"] = Field(
        "development", description="`production` refuses unsafe values"
    )
    data_folder: Path = Field(
        Path("var"), description="Where the embedded database and the local secret live"
    )
    database_url: str = Field(
        "", description="`postgresql://…` for a company; empty means SQLite in the data folder"
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs cookies; 32 characters or more; made and kept locally in development",
    )
    embed_hosts: list[str] = Field(
        default_factory=list,
        description='Other sites whose films and the like a lesson may show, on a click: `["videos.example"]`',
    )
    content_folder: Path = Field(
        default_factory=lambda: resources.folder("content"), description="Where courses are read from"
    )
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on; plain `PORT` is honored too")
    workers: int = Field(0, ge=0, le=64, description="Web processes; 0 means one for each core")
    public_url: str = Field(
        "",
        description="The address people type, such as `https://university.example`; printed on certificates",
    )
    trusted_hosts: list[str] = Field(
        default_factory=list,
        description='Host names answered: `["university.example"]`; required in production',
    )
    proxy_count: int = Field(
        0, ge=0, le=5, description="Reverse proxies in front whose forwarding headers are true"
    )
    secure_cookies: bool = Field(default=False, description="Cookies by TLS only; must be on in production")
    debug: bool = Field(default=False, description="Flask's debugger; refused in production")
    name: str = Field("Social Media University", description="Name in the top bar and on certificates")
    company_name: str = Field("Larkenfield Group", description="The company's name")
    session_idle_minutes: int = Field(
        120, ge=5, le=480, description="Signed out after so long without a click"
    )
    session_hours: int = Field(12, ge=1, le=24, description="Signed out after so long in any case")
    argon2_memory_kib: int = Field(19456, ge=8, description="Memory one password check takes")
    argon2_rounds: int = Field(2, ge=1, description="Rounds of one password check")
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server: `smtp://`, `smtps://` or `smtp+starttls://account:password@mail.example:587`; "
        "empty means that nothing is mailed",
    )
    mail_from: str = Field(
        "", description="Sender of mails: `Social Media University <university@company.example>`"
    )
    reload_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs calls of a Git host that ask for a load of the content; 32 characters or more",
    )
    watch_content: bool | None = Field(
        None, description="Load the content folder whenever a file in it changes, and refresh open pages"
    )
    demo_anywhere: bool = Field(
        default=False, description="Let demo accounts sign in although the app listens beyond loopback"
    )
    log_json: bool = Field(default=False, description="Log lines as JSON; always so in production")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level logged")

    @field_validator("embed_hosts")
    @classmethod
    def refuse_what_is_no_host(cls, hosts: list[str]) -> list[str]:
        """Only plain names of hosts can go into the pages' security policy."""
        if wrong := [host for host in hosts if not HOST.fullmatch(host)]:
            raise ValueError(f"{wrong[0][:80]!r} is not the name of a host, such as videos.example")
        return hosts

    @field_validator("smtp_url")
    @classmethod
    def refuse_what_is_no_mail_server(cls, url: SecretStr) -> SecretStr:
        """Only what can be connected to; the words leave the password out."""
        if text := url.get_secret_value():
            smtp.read_url(text)
        return url

    @field_validator("mail_from")
    @classmethod
    def refuse_what_is_no_sender(cls, sender: str) -> str:
        """An address, with a name before it or without."""
        if sender and not SENDER.fullmatch(sender):
            raise ValueError("must be an address, such as University <university@company.example>")
        return sender

    @field_validator("reload_secret")
    @classmethod
    def refuse_what_is_guessed(cls, secret: SecretStr) -> SecretStr:
        """Whoever guesses it can make the site work; empty means that nobody may call."""
        if 0 < len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"must be {SHORTEST_SECRET} random characters or more, or empty")
        return secret

    @model_validator(mode="after")
    def refuse_what_is_unsafe(self) -> Self:
        """In production every fault is named at once, so that one restart mends all."""
        if self.smtp_url.get_secret_value() and not self.mail_from:
            raise ValueError("UNIVERSITY_MAIL_FROM must name the sender, since UNIVERSITY_SMTP_URL is set")
        if self.environment == "production" and (faults := list(self._faults())):
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> list[str]:
        checks = {
            f"UNIVERSITY_SECRET_KEY must be set to {SHORTEST_SECRET} random characters or more": len(
                self.secret_key.get_secret_value()
            )
            < SHORTEST_SECRET,
            "UNIVERSITY_DEBUG must be off": self.debug,
            "UNIVERSITY_SECURE_COOKIES must be on (serve by TLS)": not self.secure_cookies,
            "UNIVERSITY_TRUSTED_HOSTS must name the hosts to answer": not self.trusted_hosts,
            "UNIVERSITY_PUBLIC_URL must start with https://": not self.public_url.startswith("https://"),
            "UNIVERSITY_SMTP_URL must not send its password in clear: use smtps:// or smtp+starttls://": (
                self._sends_password_in_clear
            ),
        }
        return [words for words, is_fault in checks.items() if is_fault]

    @property
    def mail_server(self) -> smtp.MailServer | None:
        """Where mails are handed in; None means that nothing is mailed."""
        url = self.smtp_url.get_secret_value()
        return smtp.read_url(url) if url else None

    @property
    def _sends_password_in_clear(self) -> bool:
        server = self.mail_server
        return bool(server and server.account and not server.is_encrypted and server.host not in LOOPBACK)

    @property
    def is_production(self) -> bool:
        """Whether unsafe values are refused."""
        return self.environment == "production"

    @property
    def is_on_loopback(self) -> bool:
        """Whether only this machine can reach the app."""
        return self.host in LOOPBACK and self.proxy_count == 0

    @property
    def watches_content(self) -> bool:
        """Whether a change in the content folder is loaded at once."""
        if self.watch_content is None:
            return not self.is_production and self.is_on_loopback
        return self.watch_content

    @property
    def admits_demo(self) -> bool:
        """Whether demo accounts may sign in here."""
        return self.is_on_loopback or self.demo_anywhere

    @property
    def address(self) -> str:
        """The address people type, without a closing slash."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address with the driver named, since the default driver differs by release."""
        if not self.database_url:
            return f"sqlite:///{self.data_folder.resolve() / 'university.db'}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else self.database_url

    def signing_key(self) -> str:
        """The secret that signs cookies; in development made once and kept in the data folder."""
        if given := self.secret_key.get_secret_value():
            return given
        self.data_folder.mkdir(parents=True, exist_ok=True)
        kept = self.data_folder / "secret_key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment.

    Raises ``BadSettings`` naming every unknown name and every value that cannot be.
    """
    unknown = sorted(
        name
        for name in environ
        if name.startswith(PREFIX) and name[len(PREFIX) :].lower() not in Settings.model_fields
    )
    if unknown:
        known = ", ".join(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
        raise BadSettings(f"Unknown setting {', '.join(unknown)}. Known are: {known}.")
    port = {"port": environ["PORT"]} if environ.get("PORT") and f"{PREFIX}PORT" not in environ else {}
    try:
        return Settings(**port)  # type: ignore[arg-type]  # -- the port is text here and checked by pydantic
    except ValidationError as error:
        raise BadSettings("\n".join(_words(fault["loc"], fault["msg"]) for fault in error.errors())) from None
    except SettingsError as error:
        # It says the name in its words only; all that it can fail to read is a list.
        name = str(error).partition('"')[2].partition('"')[0].upper()
        raise BadSettings(f'{PREFIX}{name}: write a list as JSON, such as ["university.example"]') from None


def _words(place: tuple[int | str, ...], message: str) -> str:
    name = f"{PREFIX}{str(place[0]).upper()}: " if place else ""
    return name + message.removeprefix("Value error, ")


def default_in_words(name: str) -> str:
    """What a setting is when nobody sets it, for the table in the README."""
    field = Settings.model_fields[name]
    if name == "content_folder":
        return "the `content/` that comes along"
    if name == "watch_content":
        return "on in development on loopback"
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    return f"`{value}`" if value not in ("", []) else "empty"
