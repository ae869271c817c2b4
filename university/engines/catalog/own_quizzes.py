"""The own quizzes of certifications, held against the questions of the courses that they draw from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from university.engines.catalog.model import Certification, Finding, OwnQuiz
from university.engines.catalog.order import all_before
from university.engines.catalog.questions.tags import TaggedName, first_short

#: Somebody who comes again meets other questions.
TIMES: Final = 2


#: The counted questions of each course, each by its course and id.
Pools = Mapping[str, Sequence[TaggedName]]
Programs = Mapping[str, Certification]


def find_short_pools(programs: Programs, pools: Pools) -> list[tuple[Finding, str]]:
    """Give a finding for each certification whose courses hold too few questions for its own quizzes.

    A course that was not read, since something in it must be mended, says nothing about its questions.
    """
    return [
        (finding, slug)
        for slug, program in programs.items()
        if (courses := courses_of(program, programs)) <= pools.keys()
        for finding in _findings(program, [one for course in sorted(courses) for one in pools[course]])
    ]


def courses_of(program: Certification, programs: Programs) -> frozenset[str]:
    """Give the courses that a certification asks for, with those of the certifications that come first."""
    first = all_before(program.slug, {slug: one.after for slug, one in programs.items()})
    return frozenset(course for one in (program, *map(programs.get, first)) if one for course in one.required)


def _findings(program: Certification, questions: Sequence[TaggedName]) -> Iterator[Finding]:
    for key, quiz in (("quiz", program.quiz), ("renewal", program.renewal)):
        short = first_short(_wanted(quiz), questions) if quiz else None
        if quiz and short:
            tag, found = short
            yield Finding(
                path=f"certifications/{program.slug}.md",
                line=1,
                column=1,
                code="own-quiz-too-few",
                message=f"`{key}` draws {dict(quiz.draw)[tag]} questions with the tag {tag!r} and needs "
                f"{_wanted(quiz)[tag]} to draw from; its courses have {found}.",
                mend="Write more questions with this tag into the courses it asks for, or draw fewer.",
            )


def _wanted(quiz: OwnQuiz) -> dict[str, int]:
    return {tag: TIMES * count for tag, count in quiz.draw}
