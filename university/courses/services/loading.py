"""Turn a reading of `content/` into versions, all or nothing for each course."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.courses import rules
from university.courses.models import CatalogRevision, ContentKind, ContentVersion, LoadFinding
from university.courses.queries import (
    UNPACK,
    find_unpacked,
    forget_catalog,
    judge_against,
    keep_at_hand,
    map_live_digests,
)
from university.courses.services.media import keep_media
from university.engines.catalog.load import Reading
from university.engines.catalog.media.widths import MadeWidth
from university.engines.catalog.model import Finding, Item, Severity
from university.engines.catalog.pack import pack
from university.records import services as records


@dataclass
class LoadReport:
    """What a load did: what went live, what stayed as it was, and what was refused."""

    live: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def load(
    session: Session,
    reading: Reading,
    *,
    by: Actor,
    now: datetime,
    commit: str | None = None,
    made: Sequence[MadeWidth] = (),
    alone: str | None = None,
) -> LoadReport:
    """Make what was read the live catalog.

    A thing with a finding, or whose declared change level is too low, keeps its last good version.
    Loading the same folder again changes nothing. Nothing that is absent from the folder is taken down.
    ``made`` are the widths of its pictures that `make_widths` made before the transaction.
    ``alone`` names the one course that was read: what the last load found elsewhere then stays.
    """
    # Held until the end, so that two loads at once come one after the other.
    session.execute(select(CatalogRevision.id).with_for_update())
    report = LoadReport(findings=[one for one in reading.findings if one.severity is Severity.ERROR])
    report.unchanged += sorted(slug for _, slug in reading.unchanged)
    live = map_live_digests(session)
    for kind, thing in _things(reading):
        if live.get((kind.value, thing.slug)) == thing.digest:
            report.unchanged.append(thing.slug)
        else:
            _load_one(session, kind, thing, reading, report, by=by, now=now, commit=commit)
    keep_media(session, reading, made)
    _keep_findings(session, report.findings, f"courses/{alone}/" if alone else "")
    report.absent = [] if alone else _absent(live, reading, report.findings)
    if report.live:
        session.execute(update(CatalogRevision).values(number=CatalogRevision.number + 1, loaded_at=now))
        forget_catalog(session)
    return report


def _things(reading: Reading) -> Iterator[tuple[ContentKind, Item]]:
    catalog = reading.catalog
    yield from ((ContentKind.POLICY, policy) for policy in catalog.policies.values())
    yield from ((ContentKind.TIP, tip) for tip in catalog.tips.values())
    yield from ((ContentKind.COURSE, course) for course in catalog.courses.values())
    yield from ((ContentKind.CERTIFICATION, program) for program in catalog.certifications.values())


def _load_one(
    session: Session,
    kind: ContentKind,
    thing: Item,
    reading: Reading,
    report: LoadReport,
    *,
    by: Actor,
    now: datetime,
    commit: str | None,
) -> None:
    live = _live_version(session, kind, thing.slug)
    if live is not None and (finding := judge_against(session, _item_of(session, live), thing)):
        report.findings.append(finding)
        return
    number = rules.next_number(
        live.number if live else None, _latest_number(session, kind, thing.slug), thing.change
    )
    row = _known_version(session, kind, thing) or _new_version(
        kind, thing, number, reading.sources[kind.value, thing.slug], now=now, commit=commit
    )
    if live is not None:
        live.is_live = False
        session.flush()
    row.is_live = True
    session.add(row)
    session.flush()
    keep_at_hand(kind, thing)
    payload = {"digest": thing.digest, "number": row.number, "level": row.level, "note": row.note}
    records.append(session, f"{kind}.loaded", f"content_version:{row.id}", by=by, now=now, payload=payload)
    report.live.append(f"{thing.slug} (version {row.number})")


def _live_version(session: Session, kind: ContentKind, slug: str) -> ContentVersion | None:
    return session.scalars(
        select(ContentVersion).where(
            ContentVersion.kind == kind, ContentVersion.slug == slug, ContentVersion.is_live
        )
    ).one_or_none()


def _item_of(session: Session, row: ContentVersion) -> Item:
    if item := find_unpacked(session, row.id, row.digest):
        return item
    body = session.scalars(select(ContentVersion.body).where(ContentVersion.id == row.id)).one()
    return UNPACK[row.kind](body)


def _known_version(session: Session, kind: ContentKind, thing: Item) -> ContentVersion | None:
    return session.scalars(
        select(ContentVersion).where(
            ContentVersion.kind == kind,
            ContentVersion.slug == thing.slug,
            ContentVersion.digest == thing.digest,
        )
    ).one_or_none()


def _latest_number(session: Session, kind: ContentKind, slug: str) -> int | None:
    """The highest number given so far; after going back it is not that of the live version."""
    latest: int | None = session.scalar(
        select(func.max(ContentVersion.number)).where(
            ContentVersion.kind == kind, ContentVersion.slug == slug
        )
    )
    return latest


def _new_version(
    kind: ContentKind,
    thing: Item,
    number: int,
    sources: bytes,
    *,
    now: datetime,
    commit: str | None,
) -> ContentVersion:
    return ContentVersion(
        kind=kind,
        slug=thing.slug,
        number=number,
        digest=thing.digest,
        level=thing.change,
        note=thing.note,
        commit=commit,
        loaded_at=now,
        body=pack(thing),
        sources=sources,
    )


def _keep_findings(session: Session, findings: list[Finding], below: str) -> None:
    """Put what was found in the place of what was found before, in one folder or in all."""
    session.execute(delete(LoadFinding).where(LoadFinding.path.startswith(below, autoescape=True)))
    session.add_all(
        LoadFinding(path=f.path, line=f.line, column=f.column, code=f.code, message=f.message, mend=f.mend)
        for f in findings
    )


def _absent(live: Iterable[tuple[str, str]], reading: Reading, findings: Sequence[Finding]) -> list[str]:
    seen = {(kind.value, thing.slug) for kind, thing in _things(reading)} | reading.unchanged
    refused = {part for finding in findings for part in finding.path.removesuffix(".md").split("/")}
    is_unread = any(finding.path == "." for finding in findings)
    return (
        [] if is_unread else [slug for kind, slug in live if (kind, slug) not in seen and slug not in refused]
    )
