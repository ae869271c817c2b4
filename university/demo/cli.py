"""The command `university demo`: build the demo company, and say who may sign in to see what."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext

from university.base import clock, logs
from university.base.errors import Refusal
from university.config import Settings
from university.demo import queries, rules, services
from university.demo.rules.accounts import ACCOUNTS
from university.engines.catalog import read_catalog
from university.people.services import Cost, hash_password
from university.web import settings as site
from university.web.db import session, transaction

PRESENT = "The demo company is here already. Nothing was changed."
OTHERS = "People work here already, so the demo company stays out. Nothing was changed."
HALF = "An earlier load of the demo company was interrupted. Load it again into an empty database."


@click.command()
@with_appcontext
def demo() -> None:
    """Load the demo company Larkenfield Group: 60 invented people and two years of invented records.

    Loads the courses too, if none is live. Where somebody works already, nothing is changed.

    Example: university demo
    """
    if not queries.has_employees(session()):
        _build(site.settings())
    elif queries.is_built(session()):
        click.echo(PRESENT)
    elif queries.is_begun(session()):
        raise click.ClickException(HALF)
    else:
        click.echo(OTHERS)
        return
    _print_accounts()


def introduce(settings: Settings) -> None:
    """Build the demo company if nobody works here, and print its accounts whenever it is there.

    Needs an application's context. Call it before the content is loaded, so that the courses are as old
    as the records about them. Never stops the start.
    """
    try:
        if not queries.has_employees(session()):
            _build(settings)
    except click.ClickException as error:
        click.echo(error.message, err=True)
    if queries.is_built(session()):
        _print_accounts()
    elif queries.is_begun(session()):
        click.echo(HALF, err=True)


def _build(settings: Settings) -> None:
    now = clock.now()
    reading, folder = read_catalog(settings.content_folder), settings.content_folder / "demo"
    hashed = hash_password(services.DEMO_PASSWORD, Cost(settings.argon2_memory_kib, settings.argon2_rounds))
    try:
        with transaction() as current:
            services.load_courses(current, reading, folder, now=rules.opening(now))
        company = services.read_company(session(), reading, folder, now=now)
    except (OSError, Refusal) as error:
        words = f"The demo company needs content/ as it comes along: {error}"
        raise click.ClickException(words) from error
    batches = list(rules.batches(rules.plan_acts(company, now)))
    # Courses and plan stay to the end; looking through them again and again would cost a third of the time.
    gc.freeze()
    with (
        _without_news(settings),
        click.progressbar(batches, label="Two years of the demo company") as shown,
    ):
        for batch in shown:
            with transaction() as current:
                services.replay(current, batch, company)
        with transaction() as current:
            services.finish(current, hashed, now=now)
    _print_counts(queries.count_all(session()))


@contextmanager
def _without_news(settings: Settings) -> Iterator[None]:
    """Log no line for each of some thousand invented facts."""
    as_json = settings.log_json or settings.is_production
    logs.set_up(as_json=as_json, level="ERROR")
    try:
        yield
    finally:
        logs.set_up(as_json=as_json, level=settings.log_level)


def _print_counts(counts: queries.Counts) -> None:
    click.echo(
        f"{counts.employees} employees, {counts.completions} courses completed, {counts.attempts} attempts, "
        f"{counts.certificates} certificates, {counts.signups} sign-ups, {counts.facts} facts in the ledger."
    )


def _print_accounts() -> None:
    people = {person.employee_number: person for person in queries.list_people(session(), list(ACCOUNTS))}
    click.echo("\nThe demo accounts, all invented, and what each can see:\n")
    for number, words in ACCOUNTS.items():
        if person := people.get(number):
            click.echo(f"  {person.email:44} {person.name}, {words}")
    click.echo(f"\nThe password of all of them: {services.DEMO_PASSWORD}")
