"""Each requirement of a certification held against the facts: met or not, why, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from university.certification.rules.earning import (
    CompletedCourse,
    EarnedFacts,
    Electives,
    OwnWork,
    Requirements,
)
from university.engines.catalog.questions.tags import TaggedName, first_short


class DemandKind(StrEnum):
    """What sort of thing a certification asks for."""

    CERTIFICATE = "certificate"
    COURSE = "course"
    ELECTIVES = "electives"
    POLICY = "policy"
    OWN_WORK = "own work"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One requirement held against the facts: the rule, the fact, the verdict, and what to do about it.

    ``slug`` names what to go to, if it has a page. ``unscored`` says the fact for those whom a score
    does not concern.
    """

    kind: DemandKind
    slug: str = ""
    title: str
    rule: str
    fact: str
    is_met: bool
    at: datetime | None = None
    unscored: str = ""
    words: str

    @property
    def path(self) -> str:
        """The page where it is met; empty where there is none."""
        return {
            DemandKind.CERTIFICATE: f"/certifications/{self.slug}/",
            DemandKind.COURSE: f"/courses/{self.slug}/",
            DemandKind.ELECTIVES: "/courses/",
            DemandKind.POLICY: f"/policies/{self.slug}/",
            DemandKind.OWN_WORK: "",
        }[self.kind]


def missing(requirements: Requirements, facts: EarnedFacts) -> tuple[Demand, ...]:
    """List what still stands between an employee and the certificate, in the order of the requirements."""
    return tuple(demand for demand in demands(requirements, facts) if not demand.is_met)


def demands(requirements: Requirements, facts: EarnedFacts) -> tuple[Demand, ...]:
    """Hold every requirement against the facts, in order.

    The best of several completions counts. A course counts as one elective only. Work of the
    certification itself is done nowhere yet, so nobody has met it.
    """
    return (
        *_certificates(requirements, facts),
        *(_course(slug, requirements, facts) for slug in requirements.courses),
        *_electives(requirements, facts),
        *_policies(requirements, facts),
        *(_own_work(work) for work in requirements.own_work),
    )


def _certificates(requirements: Requirements, facts: EarnedFacts) -> Iterator[Demand]:
    for slug, title in requirements.certificates.items():
        at = facts.held_since.get(slug)
        yield Demand(
            kind=DemandKind.CERTIFICATE,
            slug=slug,
            title=title,
            rule=f"Hold a valid certificate “{title}”",
            fact="Held" if at else "Not held",
            is_met=at is not None,
            at=at,
            words=f"Earn {title} first",
        )


def _course(slug: str, requirements: Requirements, facts: EarnedFacts) -> Demand:
    title, pass_mark = requirements.courses[slug], requirements.pass_mark
    best = best_completion(slug, facts)
    is_met = best is not None and best.reaches(pass_mark)
    words = f"Complete {title}"
    if best is not None:
        words = f"{title} was completed with {best.score}%; this certification asks for {pass_mark}%"
    return Demand(
        kind=DemandKind.COURSE,
        slug=slug,
        title=title,
        rule=f"Complete {title} with at least {pass_mark}%",
        fact=_completion_words(best),
        is_met=is_met,
        at=best.completed_at if best else None,
        unscored=_unscored_words(best, is_met=is_met),
        words=words,
    )


def _electives(requirements: Requirements, facts: EarnedFacts) -> Iterator[Demand]:
    chosen, wanted = _chosen(requirements, facts), dict[str, int]()
    for number, electives in enumerate(requirements.electives):
        wanted[str(number)] = electives.choose
        short = first_short(wanted, chosen)
        found = wanted[str(number)] = short[1] if short else electives.choose
        title = _electives_title(electives)
        words = f"Complete {title[0].lower()}{title[1:]}"
        yield Demand(
            kind=DemandKind.ELECTIVES,
            title=title,
            rule=f"{words} with at least {requirements.pass_mark}%",
            fact=f"{found} of {electives.choose} completed",
            is_met=found == electives.choose,
            words=words,
        )


def _chosen(requirements: Requirements, facts: EarnedFacts) -> list[TaggedName]:
    """The completed courses that may be electives, each with the numbers of the wishes that it fits."""
    completed = dict.fromkeys(
        one.course
        for one in facts.completed
        if one.reaches(requirements.pass_mark) and one.course not in requirements.set_aside
    )
    wishes = [(str(number), electives.of) for number, electives in enumerate(requirements.electives)]
    return [
        TaggedName(course, tuple(number for number, of in wishes if not of or course in of))
        for course in completed
    ]


def _electives_title(electives: Electives) -> str:
    count = "One course" if electives.choose == 1 else f"{electives.choose} courses"
    if not electives.of:
        return f"{count} of your own choice"
    return f"{count} of {', '.join(f'“{title}”' for title in electives.of.values())}"


def _policies(requirements: Requirements, facts: EarnedFacts) -> Iterator[Demand]:
    for slug, title in requirements.policies.items():
        at = facts.signed_at.get(slug)
        yield Demand(
            kind=DemandKind.POLICY,
            slug=slug,
            title=title,
            rule=f"Sign {title}",
            fact="Signed" if at else "Not signed",
            is_met=at is not None,
            at=at,
            words=f"Read and sign {title}",
        )


def _own_work(work: OwnWork) -> Demand:
    return Demand(
        kind=DemandKind.OWN_WORK,
        title=work.title,
        rule=work.rule,
        fact="Not open yet",
        is_met=False,
        words=f"{work.rule}: this part is not open yet",
    )


def best_completion(course: str, facts: EarnedFacts) -> CompletedCourse | None:
    """Give the completion that counts: one without a score before all, else the highest score."""
    of_course = [one for one in facts.completed if one.course == course]
    return max(of_course, key=lambda one: 100 if one.score is None else one.score, default=None)


def _completion_words(best: CompletedCourse | None) -> str:
    if best is None:
        return "Not completed"
    return "Counted without a quiz" if best.score is None else f"Completed with {best.score}%"


def _unscored_words(best: CompletedCourse | None, *, is_met: bool) -> str:
    if best is None or best.score is None:
        return _completion_words(best)
    return "Completed" if is_met else "Completed, with less than this asks for"
