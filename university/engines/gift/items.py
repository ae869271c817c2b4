"""A GIFT text -> its items, each with its line, title, id and tags; comments and categories apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

TAG: Final = re.compile(r"\[(id|tag):([^\]]*)\]")
FORMATS: Final = ("html", "markdown", "plain", "moodle")
LONGEST: Final = 400
ESCAPED: Final = re.compile(r"\\([~=#{}:\\n])")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item as written: the text around its braces, and what stands in them (None without braces)."""

    line: int
    title: str
    id: str
    tags: tuple[str, ...]
    form: str
    before: str
    answers: str | None
    after: str


def split_items(text: str) -> Iterator[Item]:
    """Give every item of a text; blank lines part them, `//` lines and `$CATEGORY` are not theirs."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.lstrip("\ufeff").splitlines(), ""], start=1):
        if line.strip() or _is_open(block):
            block.append((number, line))
        elif block:
            yield from _item(block)
            block = []
    if block:
        yield from _item(block)


def unescape(text: str) -> str:
    """Give the text that the escapes stand for."""
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text).strip()


def find(text: str, signs: str, start: int = 0) -> int:
    """Find the first of some signs that no backslash escapes; -1 if there is none."""
    spot = start
    while spot < len(text):
        if text[spot] == "\\":
            spot += 2
            continue
        if text[spot] in signs:
            return spot
        spot += 1
    return -1


def _is_open(block: list[tuple[int, str]]) -> bool:
    """Say whether braces are open, so that a blank line inside them ends nothing."""
    text = "\n".join(line for _, line in block if not _is_comment(line))
    opening = find(text, "{")
    return opening >= 0 and find(text, "}", opening) < 0 and len(block) < LONGEST


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _item(block: list[tuple[int, str]]) -> Iterator[Item]:
    comments = " ".join(line for _, line in block if _is_comment(line))
    lines = [(n, line) for n, line in block if not _is_comment(line) and not line.startswith("$CATEGORY")]
    text = "\n".join(line for _, line in lines).strip()
    if not text:
        return
    told = TAG.findall(comments)
    title, text = _cut_title(text)
    form, text = _cut_format(text)
    before, answers, after = _cut_answers(text)
    yield Item(
        line=next(number for number, line in lines if line.strip()),
        title=title,
        id=next((words for kind, words in told if kind == "id"), ""),
        tags=tuple(words for kind, words in told if kind == "tag"),
        form=form,
        before=before,
        answers=answers,
        after=after,
    )


def _cut_title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    end = text.find("::", 2)
    return (unescape(text[2:end]), text[end + 2 :].strip()) if end > 0 else ("", text)


def _cut_format(text: str) -> tuple[str, str]:
    for form in FORMATS:
        if text.startswith(f"[{form}]"):
            return form, text[len(form) + 2 :].strip()
    return "", text


def _cut_answers(text: str) -> tuple[str, str | None, str]:
    opening = find(text, "{")
    closing = find(text, "}", opening) if opening >= 0 else -1
    if closing < 0:
        return text, None, ""
    return text[:opening].strip(), text[opening + 1 : closing].strip(), text[closing + 1 :].strip()
