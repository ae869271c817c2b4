"""Where questions and their options stand in a file, found in its text by the id in the heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from university.engines.catalog.model import Option, Question
from university.engines.catalog.quality.written import Written

QUESTION: Final = re.compile(r" {0,3}##[ \t].*\{#(?P<id>[a-z0-9-]+)(?:[ \t][^{}]*)?\}[ \t#]*$")
SECTION: Final = re.compile(r" {0,3}##?[ \t]")
OPTION: Final = re.compile(r" {0,3}(?:[-*+][ \t]+\[[ xX]\]|\d+[.)][ \t]|\|)")
RULER: Final = re.compile(r"[ \t|:-]+$")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A question with the file it stands in, and the lines of its heading and of each of its options."""

    question: Question
    file: Written
    line: int
    options: tuple[tuple[Option, int], ...]


def place(questions: Iterator[Question], files: list[Written]) -> list[Placed]:
    """Find each question in the files of its course."""
    sections = {name: section for file in files for name, section in _sections(file)}
    return [_placed(question, *sections[question.id]) for question in questions if question.id in sections]


def _sections(file: Written) -> Iterator[tuple[str, tuple[Written, int, list[str]]]]:
    lines = file.body.split("\n")
    for row, line in enumerate(lines):
        if found := QUESTION.match(line):
            end = next((to for to in range(row + 1, len(lines)) if SECTION.match(lines[to])), len(lines))
            yield found["id"], (file, row + file.body_line, lines[row + 1 : end])


def _placed(question: Question, file: Written, line: int, section: list[str]) -> Placed:
    options = [option for step in question.steps for option in step.options] or list(question.options)
    lines = list(_option_lines(section, line + 1))
    known = lines if len(lines) == len(options) else [line] * len(options)
    return Placed(question=question, file=file, line=line, options=tuple(zip(options, known, strict=True)))


def _option_lines(section: list[str], first_line: int) -> Iterator[int]:
    """Give the lines of boxes, numbers and table rows; the head of a table and its ruler are no options."""
    for row, text in enumerate(section):
        below = section[row + 1] if row + 1 < len(section) else ""
        if OPTION.match(text) and not RULER.match(text) and not ("|" in below and RULER.match(below)):
            yield row + first_line
