"""Small courses, certifications, policies and tip sheets as the engine reads them, and a way to make them live."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.questions import question
from university.base.actor import COMMAND
from university.courses import services
from university.engines.catalog.load import Reading
from university.engines.catalog.model import (
    Catalog,
    Certification,
    ChangeLevel,
    Course,
    Lesson,
    Media,
    Module,
    Policy,
    Source,
    Tip,
)
from university.engines.markup.safe_html import SafeHTML
from university.storage import work

LOADED = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
REVIEW_BY = date(2027, 5, 31)
Thing = Course | Certification | Policy | Tip


def digest(*parts: object) -> str:
    """A digest over whatever makes a thing what it is."""
    return sha256(repr(parts).encode()).hexdigest()


def lesson(slug: str = "hats", text: str = "Say who speaks.", **special: Any) -> Lesson:
    """One lesson with a paragraph and one practice question, whose right option is the first."""
    practice = question(f"practice-{slug}", lesson=slug, options="abc")
    values = {
        "slug": slug,
        "title": f"About {slug}",
        "minutes": 5,
        "objective": f"Explain {slug} (understand).",
        "blocks": (SafeHTML(f"<p>{text}</p>"), practice),
        "sources": (Source(name="House rules", date="2026-01-01"),),
        "review_by": REVIEW_BY,
        "digest": digest(slug, text, special),
    } | special
    return Lesson(**values)


def course(slug: str = "smu-1", *lessons: Lesson, **special: Any) -> Course:
    """One course of the lessons given, or of "hats" and "share", with one counted question for each."""
    lessons = lessons or (lesson("hats"), lesson("share"))
    values = {
        "slug": slug,
        "title": f"Course {slug}",
        "summary": "What a person in a hurry must know.",
        "audience": "All staff",
        "minutes": 10,
        "outcome": SafeHTML("<p>On Monday you will know whom to ask.</p>"),
        "objectives": ("Explain the hats (understand).",),
        "owners": ("LG-0011",),
        "review_by": REVIEW_BY,
        "pass_mark": 80,
        "attempts": 3,
        "wait_hours": 24,
        "change": ChangeLevel.MATERIAL,
        "note": "First version.",
        "modules": (Module(title="All of it", lessons=lessons),),
        "quiz": tuple(question(f"counted-{one.slug}", lesson=one.slug) for one in lessons),
    } | special
    return Course(**({"digest": digest(values)} | values))


def certification(slug: str = "cert-1", **special: Any) -> Certification:
    """A certification that asks for the course "smu-1" and the policy "principles"."""
    values = {
        "slug": slug,
        "title": f"Certification {slug}",
        "summary": "The first permission.",
        "permission": "share",
        "permission_words": "You may share approved posts.",
        "required": ("smu-1",),
        "policies": ("principles",),
        "pass_mark": 80,
        "months_valid": 12,
        "warn_days": 60,
        "owners": ("LG-0011",),
        "review_by": REVIEW_BY,
        "change": ChangeLevel.MATERIAL,
        "note": "First version.",
        "body": SafeHTML("<p>What it is.</p>"),
    } | special
    return Certification(**({"digest": digest(values)} | values))


def policy(slug: str = "principles", **special: Any) -> Policy:
    """A policy of one paragraph."""
    values = {
        "slug": slug,
        "title": f"The {slug}",
        "summary": "How we speak.",
        "owners": ("LG-0011",),
        "review_by": REVIEW_BY,
        "change": ChangeLevel.MATERIAL,
        "note": "First version.",
        "body": SafeHTML("<p>Say who you are.</p>"),
    } | special
    return Policy(**({"digest": digest(values)} | values))


def tip(slug: str = "linkedin", **special: Any) -> Tip:
    """A tip sheet of one paragraph."""
    values = {
        "slug": slug,
        "title": f"Be found on {slug}",
        "summary": "Four habits.",
        "network": slug.title(),
        "author": "Amara Okafor",
        "evidence": (Source(name="Own practice", date="2026-11"),),
        "owners": ("LG-0011",),
        "review_by": REVIEW_BY,
        "change": ChangeLevel.MATERIAL,
        "note": "First version.",
        "body": SafeHTML("<p>Answer before you post.</p>"),
    } | special
    return Tip(**({"digest": digest(values)} | values))


def reading(*things: Thing, media: dict[str, Media] | None = None) -> Reading:
    """These things as one good reading of a folder."""
    courses = {one.slug: one for one in things if isinstance(one, Course)}
    certifications = {one.slug: one for one in things if isinstance(one, Certification)}
    policies = {one.slug: one for one in things if isinstance(one, Policy)}
    tips = {one.slug: one for one in things if isinstance(one, Tip)}
    shelves = {"course": courses, "certification": certifications, "policy": policies, "tip": tips}
    return Reading(
        catalog=Catalog(courses=courses, certifications=certifications, policies=policies, tips=tips),
        sources={(kind, slug): b"zip" for kind, shelf in shelves.items() for slug in shelf},
        media=media or {},
    )


def live(
    session: Session, *things: Thing, now: datetime = LOADED, media: dict[str, Media] | None = None
) -> services.LoadReport:
    """Load these things, so that they are the live catalog."""
    with work.transaction(session):
        return services.load(session, reading(*things, media=media), by=COMMAND, now=now)
