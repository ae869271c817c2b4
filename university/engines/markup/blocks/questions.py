"""One section -> a question as written: its stem, its options, the steps of a decision drill."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from university.engines.markup.blocks.sections import holds_answers, kind_of
from university.engines.markup.blocks.values import Answer, Asked, Scene
from university.engines.markup.parse.document import Heading, Part, Row, Task
from university.engines.markup.parse.headings import QUESTION_LEVEL
from university.engines.markup.safe_html import SafeHTML
from university.engines.markup.tags import TAG

#: Points at the end of an option of a decision drill: `(+2 empathy, -1 speed)` or `(critical)`.
POINTS: Final = re.compile(r"\(\s*((?:[+\u2212-]|critical\b)(?:[^()<>]|<[^>]*>)*)\)\s*$", re.IGNORECASE)

Keep = Callable[[str], SafeHTML]


def asked_in(section: list[Part], keep: Keep) -> Asked:
    """Read the question that a section is."""
    heading = _heading_of(section)
    if kind_of(heading) == "drill":
        return _drill(heading, section, keep)
    has_form = holds_answers(section[-1], heading)
    told, form = (section[:-1], section[-1]) if has_form else (section, None)
    return Asked(
        heading=heading,
        stem=_stem(heading, told[1:], keep),
        answers=_answers(form, keep) if form else (),
        line=section[0].line,
        has_form=has_form,
        row_widths=tuple(row.written for row in form.rows) if form else (),
    )


def _heading_of(section: list[Part]) -> Heading:
    if section[0].heading is None:
        raise ValueError("a section starts with a heading")
    return section[0].heading


def _stem(heading: Heading, parts: Sequence[Part], keep: Keep) -> SafeHTML:
    between = html_of(parts)
    return keep(f"<p>{heading.html}</p>\n{between}" if between else heading.html)


def _answers(part: Part, keep: Keep) -> tuple[Answer, ...]:
    if part.rows:
        return tuple(_pair(row, keep) for row in part.rows)
    return tuple(_answer(task, keep) for task in part.items or part.tasks)


def _answer(task: Task, keep: Keep) -> Answer:
    return Answer(
        text=keep(task.html),
        feedback=keep(task.below),
        is_right=task.is_checked,
        line=task.line,
    )


def _pair(row: Row, keep: Keep) -> Answer:
    left, right, why = (*row.cells, "", "", "")[:3]
    return Answer(text=keep(left), partner=keep(right), feedback=keep(why), is_right=True, line=row.line)


def _drill(heading: Heading, section: list[Part], keep: Keep) -> Asked:
    starts = [place for place, part in enumerate(section) if part.heading and place]
    scenes = _scene_starts(section, starts)
    first = scenes[0] if scenes else len(section)
    return Asked(
        heading=heading,
        stem=_stem(heading, section[1:first], keep),
        answers=(),
        line=section[0].line,
        has_form=not any(part.tasks for part in section[:first]),
        scenes=tuple(_scene(section[start:end], keep) for start, end in pairwise([*scenes, len(section)])),
    )


def _scene_starts(section: list[Part], starts: list[int]) -> list[int]:
    return [start for start in starts if _heading_of(section[start:]).level == QUESTION_LEVEL + 1]


def _scene(parts: list[Part], keep: Keep) -> Scene:
    spot = next((spot for spot, part in enumerate(parts) if part.tasks), len(parts))
    options, stray = parts[spot : spot + 1], parts[spot + 1 :]
    return Scene(
        heading=_heading_of(parts),
        text=keep(html_of(parts[1:spot]) + html_of(stray)),
        answers=tuple(_choice(task, keep) for part in options for task in part.tasks),
        line=parts[0].line,
        stray_line=stray[0].line if stray else 0,
    )


def _choice(task: Task, keep: Keep) -> Answer:
    points = POINTS.search(task.html)
    return Answer(
        text=keep(task.html[: points.start()].rstrip() if points else task.html),
        feedback=keep(task.before_link if task.leads_to else task.below),
        is_right=task.is_checked,
        line=task.line,
        leads_to=task.leads_to,
        points=TAG.sub("", points[1]) if points else "",
    )


def html_of(parts: Sequence[Part]) -> str:
    """Give parts as one text."""
    return "".join(part.html for part in parts)
