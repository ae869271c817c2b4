"""The parts of a document -> sections, and where the question in a section ends."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from university.engines.markup.parse.document import Heading, Part
from university.engines.markup.parse.headings import QUESTION_LEVEL


def sections(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Give each heading with what stands below it; the steps of a decision drill stay with it, footnotes alone."""
    starts, is_drill = [0], False
    for place, part in enumerate(parts):
        is_outer = part.is_footnotes or (part.heading is not None and part.heading.level <= QUESTION_LEVEL)
        if place and (is_outer or (part.heading and not is_drill)):
            starts.append(place)
        if is_outer:
            is_drill = part.heading is not None and kind_of(part.heading) == "drill"
    for start, end in pairwise([*starts, len(parts)]):
        yield list(parts[start:end])


def kind_of(heading: Heading) -> str:
    """Give the kind that the braces of a heading name; nothing if they name none."""
    return heading.values.get("kind", "")


def end_of_question(section: list[Part]) -> int:
    """Give where the question in a section ends; zero if there is none."""
    heading = section[0].heading if section else None
    if heading is None or heading.level != QUESTION_LEVEL:
        return 0
    if kind_of(heading) == "drill":
        return len(section)
    end = next((place for place, part in enumerate(section, 1) if holds_answers(part, heading)), 0)
    # A kind without its form is a question all the same, so that its author hears of it.
    return end or (len(section) if kind_of(heading) else 0)


def holds_answers(part: Part, heading: Heading) -> bool:
    """Say whether this part is what the kind of the question is written as."""
    kind = kind_of(heading)
    if kind == "order":
        return bool(part.items)
    return bool(part.rows) if kind == "match" else bool(part.tasks)
