"""A question as plain values -> the Markdown form that `docs/questions.md` describes."""

import re
from dataclasses import dataclass
from typing import Final

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>{}|~$])")
STARTS_A_BLOCK: Final = re.compile(r"^(\d{1,9})([.)])(?=\s)|^([-+#=:])")


@dataclass(frozen=True, kw_only=True)
class WrittenOption:
    """One option in plain words; ``partner`` is what it is matched with."""

    words: str
    feedback: str = ""
    is_right: bool = False
    partner: str = ""


@dataclass(frozen=True, kw_only=True)
class WrittenQuestion:
    """A question in plain words; ``kind`` is the value in the braces, empty for choices."""

    id: str
    stem: str
    options: tuple[WrittenOption, ...]
    kind: str = ""
    lesson: str = ""
    tags: tuple[str, ...] = ()


def to_markdown(question: WrittenQuestion) -> str:
    """Write a question as its section of a quiz or bank file, with a line at the end."""
    values = [f"#{question.id}"]
    values += [f"kind={question.kind}"] if question.kind else []
    values += [f"lesson={question.lesson}"] if question.lesson else []
    values += [f"tags={','.join(question.tags)}"] if question.tags else []
    heading = f"## {escape(question.stem)} {{{' '.join(values)}}}\n"
    return heading + (_table(question) if question.kind == "match" else _tasks(question))


def escape(words: str) -> str:
    """Write plain words so that Markdown shows exactly them, on one line."""
    one_line = " ".join(words.split())
    return STARTS_A_BLOCK.sub(
        lambda sign: f"{sign[1] or ''}\\{sign[2] or sign[3]}", SPECIAL.sub(r"\\\1", one_line)
    )


def _tasks(question: WrittenQuestion) -> str:
    lines = []
    for option in question.options:
        lines.append(f"- [{'x' if option.is_right else ' '}] {escape(option.words)}")
        if option.feedback:
            lines.append(f"  {escape(option.feedback)}")
    return "\n".join(lines) + "\n"


def _table(question: WrittenQuestion) -> str:
    rows = [(option.words, option.partner, option.feedback) for option in question.options]
    lines = ["", "| What | Belongs to | Why |", "|---|---|---|"]
    lines += [f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
