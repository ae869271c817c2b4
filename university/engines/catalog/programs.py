"""Certifications, policies and tip sheets: one file each -> one value, or findings."""

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.archive import digest_of
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Kind, Page, read_front_matter
from university.engines.catalog.known import NAME, Known
from university.engines.catalog.model import (
    Certification,
    Criterion,
    Electives,
    Media,
    OwnQuiz,
    Policy,
    Practical,
    Source,
    Tip,
)
from university.engines.catalog.program_checks import check_certification
from university.engines.catalog.program_matter import (
    CertificationMatter,
    OwnQuizMatter,
    PolicyMatter,
    PracticalMatter,
    TipMatter,
)
from university.engines.markup import SafeHTML, clean, parse


def read_certification(
    folder: Folder, slug: str, known: Known
) -> tuple[Certification | None, dict[str, Media]]:
    """Read one certification; it comes back only if nothing in it needs mending."""
    addresses = Addresses(folder, known)
    page = _page(folder, slug, CertificationMatter)
    if page is None:
        return None, {}
    check_certification(folder, slug, page, known)
    body = _body(folder, slug, page, addresses)
    if not folder.is_sound:
        return None, {}
    matter = page.matter
    own = {"electives", "quiz", "renewal", "practicals"}
    certification = Certification(
        slug=slug,
        body=body,
        electives=tuple(Electives(choose=one.choose, of=one.of) for one in matter.electives),
        quiz=_own_quiz(matter.quiz),
        renewal=_own_quiz(matter.renewal),
        practicals=tuple(map(_practical, matter.practicals)),
        change=matter.change.level,
        note=matter.change.note,
        digest=digest_of(folder.read),
        **matter.model_dump(exclude={"change", "accept", *own}),
    )
    return certification, {media.digest: media for media in addresses.media.values()}


def read_policy(folder: Folder, slug: str, known: Known) -> tuple[Policy | None, dict[str, Media]]:
    """Read one policy; it comes back only if nothing in it needs mending."""
    addresses = Addresses(folder, known)
    page = _page(folder, slug, PolicyMatter)
    if page is None:
        return None, {}
    body = _body(folder, slug, page, addresses)
    if not folder.is_sound:
        return None, {}
    policy = Policy(
        slug=slug,
        body=body,
        change=page.matter.change.level,
        note=page.matter.change.note,
        digest=digest_of(folder.read),
        **page.matter.model_dump(exclude={"change", "accept"}),
    )
    return policy, {media.digest: media for media in addresses.media.values()}


def read_tip(folder: Folder, slug: str, known: Known) -> tuple[Tip | None, dict[str, Media]]:
    """Read one tip sheet; it comes back only if nothing in it needs mending."""
    addresses = Addresses(folder, known)
    page = _page(folder, slug, TipMatter)
    if page is None:
        return None, {}
    body = _body(folder, slug, page, addresses)
    if not folder.is_sound:
        return None, {}
    matter = page.matter
    tip = Tip(
        slug=slug,
        title=matter.title,
        summary=matter.summary,
        network=matter.network,
        author=matter.author,
        evidence=tuple(Source(name=source.name, date=source.date) for source in matter.evidence),
        owners=matter.owners,
        review_by=matter.review_by,
        change=matter.change.level,
        note=matter.change.note,
        body=body,
        digest=digest_of(folder.read),
    )
    return tip, {media.digest: media for media in addresses.media.values()}


def _page(folder: Folder, slug: str, kind: type[Kind]) -> Page[Kind] | None:
    if not NAME.fullmatch(slug):
        message = f"The file name {slug!r} cannot be an address."
        folder.note(f"{slug}.md", 1, "name-form", message, "Use lower-case words joined by hyphens.")
    return read_front_matter(folder, f"{slug}.md", kind)


def _own_quiz(matter: OwnQuizMatter | None) -> OwnQuiz | None:
    return OwnQuiz(pass_mark=matter.pass_mark, draw=tuple(matter.draw.items())) if matter else None


def _practical(matter: PracticalMatter) -> Practical:
    rubric = tuple(Criterion(**line.model_dump()) for line in matter.rubric)
    return Practical(rubric=rubric, **matter.model_dump(exclude={"rubric"}))


def _body(folder: Folder, slug: str, page: Page[Kind], addresses: Addresses) -> SafeHTML:
    document = parse(page.body, first_line=page.body_line, resolve=addresses)
    folder.note_flaws(f"{slug}.md", document.flaws)
    if not page.body.strip():
        message = "There is no text below the keys."
        folder.note(f"{slug}.md", page.body_line, "text-missing", message, "Write it below the second ---.")
    return clean(document.html)
