"""Each requirement of a certification held against the facts: met or not, why, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from university.certification.rules.earning import (
    Choice,
    CompletedCourse,
    EarnedFacts,
    OwnWork,
    Requirements,
)
from university.engines.catalog.questions.tags import first_short


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


class _Chosen(NamedTuple):
    """A completed course, and the choices that it could count for."""

    id: str
    tags: tuple[str, ...]


def missing(requirements: Requirements, facts: EarnedFacts) -> tuple[Demand, ...]:
    """List what still stands between an employee and the certificate, in the order of the requirements."""
    return tuple(demand for demand in demands(requirements, facts) if not demand.is_met)


def demands(requirements: Requirements, facts: EarnedFacts) -> tuple[Demand, ...]:
    """Hold every requirement against the facts, in order.

    The best of several completions counts. A course counts for one choice only. Work of the
    certification itself is done nowhere yet, so nobody has met it.
    """
    return (
        *_certificates(requirements, facts),
        *(_course(slug, requirements, facts) for slug in requirements.courses),
        *_choices(requirements, facts),
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


def _choices(requirements: Requirements, facts: EarnedFacts) -> Iterator[Demand]:
    wanted: dict[str, int] = {}
    for number, choice in enumerate(requirements.choices):
        wanted[str(number)] = choice.choose
        short = first_short(wanted, _chosen(requirements, facts))
        found = wanted[str(number)] = short[1] if short else choice.choose
        title = _choice_title(choice)
        yield Demand(
            kind=DemandKind.ELECTIVES,
            title=title,
            rule=f"Complete {title[0].lower()}{title[1:]} with at least {requirements.pass_mark}%",
            fact=f"{found} of {choice.choose} completed",
            is_met=found == choice.choose,
            words=f"Complete {title[0].lower()}{title[1:]}",
        )


def _chosen(requirements: Requirements, facts: EarnedFacts) -> list[_Chosen]:
    """The completed courses that may count for a choice, each with the numbers of those choices."""
    counting = {
        one.course: None
        for one in facts.completed
        if one.reaches(requirements.pass_mark) and one.course not in requirements.set_aside
    }
    return [
        _Chosen(
            course,
            tuple(
                str(number)
                for number, choice in enumerate(requirements.choices)
                if not choice.of or course in choice.of
            ),
        )
        for course in counting
    ]


def _choice_title(choice: Choice) -> str:
    count = "One course" if choice.choose == 1 else f"{choice.choose} courses"
    if not choice.of:
        return f"{count} of your own choice"
    return f"{count} of {', '.join(f'“{title}”' for title in choice.of.values())}"


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
