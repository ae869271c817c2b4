"""Turn a reading of `content/` into versions, all or nothing for each course."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, undefer

from university.base.actor import Actor
from university.courses import rules
from university.courses.models import CatalogRevision, ContentKind, ContentVersion, LoadFinding, MediaFile
from university.courses.queries import UNPACK
from university.engines.catalog.change import judge
from university.engines.catalog.load import Reading
from university.engines.catalog.model import Finding, Item
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
    session: Session, reading: Reading, *, by: Actor, now: datetime, commit: str | None = None
) -> LoadReport:
    """Make what was read the live catalog.

    A thing with a finding, or whose declared change level is too low, keeps its last good version.
    Loading the same folder again changes nothing. Nothing that is absent from the folder is taken down.
    """
    # Held until the end, so that two loads at once come one after the other.
    session.execute(select(CatalogRevision.id).with_for_update())
    report = LoadReport(findings=list(reading.findings))
    seen = set()
    for kind, thing in _things(reading):
        seen.add((kind, thing.slug))
        _load_one(
            session,
            kind,
            thing,
            reading.sources[kind.value, thing.slug],
            report,
            by=by,
            now=now,
            commit=commit,
        )
    _keep_media(session, reading)
    _keep_findings(session, report.findings)
    report.absent = _absent(session, seen, report.findings)
    if report.live:
        session.execute(update(CatalogRevision).values(number=CatalogRevision.number + 1, loaded_at=now))
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
    sources: bytes,
    report: LoadReport,
    *,
    by: Actor,
    now: datetime,
    commit: str | None,
) -> None:
    live = _live_version(session, kind, thing.slug)
    if live is not None and live.digest == thing.digest:
        report.unchanged.append(thing.slug)
        return
    if live is not None and (finding := judge(UNPACK[kind](live.body), thing)):
        report.findings.append(finding)
        return
    number = rules.next_number(
        live.number if live else None, _latest_number(session, kind, thing.slug), thing.change
    )
    row = _known_version(session, kind, thing) or _new_version(
        kind, thing, number, sources, now=now, commit=commit
    )
    if live is not None:
        live.is_live = False
        session.flush()
    row.is_live = True
    session.add(row)
    session.flush()
    payload = {"digest": thing.digest, "number": row.number, "level": row.level, "note": row.note}
    records.append(session, f"{kind}.loaded", f"content_version:{row.id}", by=by, now=now, payload=payload)
    report.live.append(f"{thing.slug} (version {row.number})")


def _live_version(session: Session, kind: ContentKind, slug: str) -> ContentVersion | None:
    return session.scalars(
        select(ContentVersion)
        .options(undefer(ContentVersion.body))
        .where(ContentVersion.kind == kind, ContentVersion.slug == slug, ContentVersion.is_live)
    ).one_or_none()


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


def _keep_media(session: Session, reading: Reading) -> None:
    known = set(session.scalars(select(MediaFile.digest).where(MediaFile.digest.in_(list(reading.media)))))
    session.add_all(
        MediaFile(digest=digest, media_type=media.media_type, body=media.body)
        for digest, media in reading.media.items()
        if digest not in known
    )


def _keep_findings(session: Session, findings: list[Finding]) -> None:
    session.execute(delete(LoadFinding))
    session.add_all(
        LoadFinding(path=f.path, line=f.line, column=f.column, code=f.code, message=f.message, mend=f.mend)
        for f in findings
    )


def _absent(session: Session, seen: set[tuple[ContentKind, str]], findings: list[Finding]) -> list[str]:
    live = session.execute(select(ContentVersion.kind, ContentVersion.slug).where(ContentVersion.is_live))
    refused = {part for finding in findings for part in finding.path.removesuffix(".md").split("/")}
    return [slug for kind, slug in live if (kind, slug) not in seen and slug not in refused]
