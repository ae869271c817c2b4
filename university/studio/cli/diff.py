"""`university content diff`: what changed between two versions, as readers see it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from university.engines.catalog.difference import Difference, compare
from university.engines.catalog.difference.plain import Line, LineKind, lines
from university.engines.catalog.model import Item
from university.studio.cli.group import as_json, content
from university.studio.cli.sides import ItemKey, Side, read_side

COLORS = {LineKind.GONE: "red", LineKind.NEW: "green", LineKind.SAID: "yellow"}


@content.command()
@click.argument("before")
@click.argument("after")
@as_json
def diff(before: str, after: str, *, as_json: bool) -> None:
    """Say what readers would see changed from BEFORE to AFTER.

    Each of the two is a content folder, a course's folder, one file of it, `course@3`, `course@live`,
    or the beginning of a version's digest. Two folders need no database. Exit code 0 when nothing
    differs, 1 when something does, 2 for wrong use.

    Example: university content diff smu-110@live content/courses/smu-110
    """
    one, other = read_side(before), read_side(after)
    found = {key: difference for key, difference in _differences(one, other) if difference}
    if as_json:
        said = [
            {"kind": kind, "slug": slug, **asdict(difference)} for (kind, slug), difference in found.items()
        ]
        click.echo(json.dumps(said, default=str))
    else:
        _print(found, one.items | other.items)
    raise SystemExit(1 if found else 0)


def _differences(one: Side, other: Side) -> Iterator[tuple[ItemKey, Difference]]:
    for key, before, after in _pairs(one, other):
        difference = compare(before, after)
        for side in (one, other):
            difference = side.narrowed(difference)
        yield key, difference


def _pairs(one: Side, other: Side) -> Iterator[tuple[ItemKey, Item, Item]]:
    """Bring together what has one name; two single things are compared whatever their names."""
    if len(one.items) == len(other.items) == 1:
        ((_, before),), ((key, after),) = one.items.items(), other.items.items()
        if type(before) is not type(after):
            raise click.UsageError(f"{one.label} and {other.label} are things of two kinds.")
        yield key, before, after
        return
    shared = one.items.keys() & other.items.keys()
    if not shared:
        raise click.UsageError(f"{one.label} and {other.label} have nothing in common.")
    for key in sorted(shared):
        yield key, one.items[key], other.items[key]
    for side, elsewhere in ((one, other), (other, one)):
        for kind, slug in sorted(side.items.keys() - elsewhere.items.keys()) if side.is_whole else ():
            click.echo(f"Only in {side.label}: {kind} {slug}", err=True)


def _print(found: Mapping[ItemKey, Difference], items: Mapping[ItemKey, Item]) -> None:
    for key, difference in found.items():
        for line in lines(difference, f"{items[key].title} ({key[1]})"):
            if line.kind is LineKind.HEADING and line.level > 1:
                click.echo()
            click.echo(_styled(line))
    if not found:
        click.echo("Readers see no difference.")


def _styled(line: Line) -> str:
    if line.kind is LineKind.HEADING:
        return click.style(str(line), bold=True)
    return click.style(str(line), fg=COLORS.get(line.kind))
