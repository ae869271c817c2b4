"""Steps below `###` headings -> a decision drill."""

import difflib
import re
from typing import Final

from university.engines.catalog.model import Option, QuestionKind, Step
from university.engines.catalog.questions.form import LETTERS, Body, Note, check_options
from university.engines.catalog.questions.graph import check_graph
from university.engines.markup.blocks import Answer, Asked, Scene

CRITICAL: Final = "critical"
POINT: Final = re.compile(r"([+-])[ ]?([0-9]{1,2})[ ]([^\W\d_][\w' -]{0,38})")
PASS: Final = re.compile(r"[1-9][0-9]{0,2}")
ANCHOR: Final = "section-"

Points = tuple[tuple[str, int], ...]


def read_drill(asked: Asked, note: Note) -> Body:
    """Read the steps; the graph is checked once each option leads somewhere and earns what it says."""
    faults: list[int] = []

    def counted(line: int, code: str, message: str, mend: str) -> None:
        faults.append(line)
        note(line, code, message, mend)

    steps = tuple(_step(scene, counted) for scene in asked.scenes)
    _check_steps(asked, steps, counted)
    pass_points = _pass_points(asked, counted)
    if not faults:
        lines = {step.id: scene.line for step, scene in zip(steps, asked.scenes, strict=True)}
        check_graph(steps, pass_points, asked.line, lines, note)
    return Body(kind=QuestionKind.DRILL, steps=steps, pass_points=pass_points)


def read_points(written: str) -> tuple[Points, bool] | None:
    """Read `+2 empathy, -1 speed, critical`; nothing comes back for another form, or a criterion twice."""
    points: dict[str, int] = {}
    is_critical = False
    for part in written.replace("\u2212", "-").split(","):
        words = " ".join(part.casefold().split())
        found = POINT.fullmatch(words)
        if words == CRITICAL and not is_critical:
            is_critical = True
        elif found and found[3] not in points:
            points[found[3]] = int(found[1] + found[2])
        else:
            return None
    return tuple(points.items()), is_critical


def _step(scene: Scene, note: Note) -> Step:
    if scene.answers:
        check_options(scene.answers, scene.line, note)
    if scene.stray_line:
        message = "This stands below the options of a step, where nobody would see it."
        note(scene.stray_line, "drill-text-below-options", message, "Move it above the options.")
    return Step(
        id=scene.heading.anchor.removeprefix(ANCHOR),
        title=scene.heading.text,
        text=scene.text,
        options=tuple(
            _option(letter, answer, note) for letter, answer in zip(LETTERS, scene.answers, strict=False)
        ),
    )


def _option(letter: str, answer: Answer, note: Note) -> Option:
    found = read_points(answer.points) if answer.points else ((), False)
    if found is None:
        message = f"The points ({answer.points[:60]}) cannot be read."
        mend = "Write them as (+2 empathy, +1 privacy) or (critical), each criterion once."
        note(answer.line, "drill-points-form", message, mend)
    points, is_critical = found or ((), False)
    return Option(
        id=letter,
        text=answer.text,
        feedback=answer.feedback,
        is_right=answer.is_right,
        leads_to=answer.leads_to,
        points=points,
        is_critical=is_critical,
    )


def _check_steps(asked: Asked, steps: tuple[Step, ...], note: Note) -> None:
    if not steps or not steps[0].options:
        message = "This drill has no first step with options."
        mend = "Write ### and the name of the first step, its text, and `- [ ]` options below it."
        note(asked.line, "drill-without-steps", message, mend)
    _check_names(asked, note)
    known = [step.id for step in steps]
    for scene in asked.scenes:
        for answer in scene.answers[: len(LETTERS)]:
            _check_link(answer, known, note)


def _check_names(asked: Asked, note: Note) -> None:
    """Find headings whose anchor got a number, since on a Git host that number is another one."""
    for scene in asked.scenes:
        if scene.heading.is_repeated:
            message = f"Another heading of this file says {scene.heading.text[:60]!r} as well."
            mend = "Give this step a name of its own, since links find a step by its name."
            note(scene.line, "drill-step-twice", message, mend)


def _check_link(answer: Answer, known: list[str], note: Note) -> None:
    if not answer.leads_to:
        message = "This option leads to no next step."
        mend = "End its feedback with a link: [The customer answers](#the-customer-answers)."
        note(answer.line, "drill-dead-end", message, mend)
    elif answer.leads_to not in known:
        near = difflib.get_close_matches(answer.leads_to, known[: len(LETTERS)], n=1)
        message = f"This option leads to #{answer.leads_to[:80]}, which is no step of this drill."
        mend = f"Did you mean #{near[0]}?" if near else f"Use one of: {_listed(known)}."
        note(answer.line, "drill-step-unknown", message, mend)


def _listed(known: list[str]) -> str:
    return ", ".join(f"#{name}" for name in known[:8])


def _pass_points(asked: Asked, note: Note) -> int:
    written = asked.heading.values.get("pass", "")
    if not PASS.fullmatch(written):
        message = "This drill does not say how many points it takes to pass."
        note(asked.line, "drill-pass-missing", message, "Put a whole number into its braces, such as pass=6.")
        return 0
    return int(written)
