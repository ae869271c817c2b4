"""Two texts -> one text with what went in `del` and what came in `ins`, well-formed and safe again."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from university.engines.catalog.difference.align import Budget, pairs, runs
from university.engines.catalog.difference.model import Piece
from university.engines.catalog.difference.nodes import (
    Element,
    Node,
    html_of,
    is_block,
    read,
    to_html,
    words_of,
)
from university.engines.markup.clean import clean, clean_all
from university.engines.markup.safe_html import SafeHTML

INS: Final = "ins"
DEL: Final = "del"
CLASS_OF: Final = {INS: "added", DEL: "gone"}
AROUND: Final = 1
# Nothing but their own parts may stand in a film or a sound.
WHOLE: Final = frozenset({"audio", "video"})


def mark(before: str, after: str, budget: Budget | None = None) -> SafeHTML:
    """Mark a short text, such as a question's stem or a title that was escaped."""
    return clean(marked(read(before), read(after), budget or Budget()))


def marked(before: Sequence[Node], after: Sequence[Node], budget: Budget) -> str:
    """Mark two rows of nodes, word by word; what differs too much is replaced as a whole."""
    return "".join(html for html, _ in _parts(before, after, budget))


def pieces(before: str, after: str, budget: Budget | None = None) -> tuple[Piece, ...]:
    """Mark a long text block by block; of what did not change only the nearest block is kept around."""
    parts = _parts(read(before), read(after), budget or Budget())
    if not any(is_changed for _, is_changed in parts):
        return ()
    near = {
        place + step
        for place, (_, is_changed) in enumerate(parts)
        if is_changed
        for step in range(-AROUND, AROUND + 1)
    }
    kept = [place for place in range(len(parts)) if place in near]
    safe = clean_all([parts[place][0] for place in kept])
    last = -1
    found = []
    for place, html in zip(kept, safe, strict=True):
        found.append(Piece(html=html, is_changed=parts[place][1], left_out=place - last - 1))
        last = place
    if rest := len(parts) - last - 1:
        found.append(Piece(html=SafeHTML(), is_changed=False, left_out=rest))
    return tuple(found)


def _parts(before: Sequence[Node], after: Sequence[Node], budget: Budget) -> list[tuple[str, bool]]:
    """Give the marked parts in order, each with whether anything in it differs."""
    keys = [html_of(node) for node in before], [html_of(node) for node in after]
    found: list[tuple[str, bool]] = []
    for is_same, one, other in _joined(runs(*keys, budget), keys[1]):
        if is_same:
            found += [(html, False) for html in _blocks(after[other])]
        else:
            found += [(html, True) for html in _changed(before[one], after[other], budget)]
    return found


def _joined(found: list[tuple[bool, slice, slice]], after: Sequence[str]) -> list[tuple[bool, slice, slice]]:
    """Let a blank between two changed runs belong to them, so that whole phrases are marked."""
    joined: list[tuple[bool, slice, slice]] = []
    for place, (is_same, one, other) in enumerate(found):
        is_between = 0 < place < len(found) - 1 and all(key.isspace() for key in after[other])
        is_changed = not is_same or is_between
        if is_changed and joined and not joined[-1][0]:
            _, first, second = joined[-1]
            joined[-1] = (False, slice(first.start, one.stop), slice(second.start, other.stop))
        else:
            joined.append((not is_changed, one, other))
    return joined


def _blocks(nodes: Sequence[Node]) -> list[str]:
    """Give each block alone, and words that stand together as one."""
    found = []
    for is_alone, group in groupby(nodes, key=is_block):
        html = [html_of(node) for node in group]
        found += html if is_alone else ["".join(html)]
    return found


def _changed(before: Sequence[Node], after: Sequence[Node], budget: Budget) -> list[str]:
    """Look for elements that are the same ones with other words in them; the rest went or came."""
    found: list[str] = []
    i = j = 0
    for one, other, element in _same_elements(before, after, budget):
        found += [*_told(before[i:one], DEL), *_told(after[j:other], INS), element]
        i, j = one + 1, other + 1
    return [*found, *_told(before[i:], DEL), *_told(after[j:], INS)]


def _same_elements(
    before: Sequence[Node], after: Sequence[Node], budget: Budget
) -> list[tuple[int, int, str]]:
    one, other = _holders(before), _holders(after)
    found = []
    for i, j in pairs(_bags(one), _bags(other), budget):
        (place, old), (goal, new) = one[i], other[j]
        if old.opening == new.opening:
            inner = marked(old.children, new.children, budget)
            found.append((place, goal, f"{new.opening}{inner}{new.closing}"))
    return found


def _holders(nodes: Sequence[Node]) -> list[tuple[int, Element]]:
    """Give the elements that may be marked inside, with their places."""
    return [
        (place, node)
        for place, node in enumerate(nodes)
        if isinstance(node, Element) and node.children and node.name not in WHOLE
    ]


def _bags(elements: Sequence[tuple[int, Element]]) -> list[Counter[str]]:
    """Count each element's words under its own start tag, so that two kinds of element share nothing."""
    return [
        Counter([element.opening, *(f"{element.opening}{word}" for word in words_of(element.children))])
        for _, element in elements
    ]


def _told(nodes: Sequence[Node], tag: str) -> list[str]:
    """Mark nodes as come or gone: words in the tag, blocks by their class and the tag inside."""
    found = []
    for is_alone, group in groupby(nodes, key=is_block):
        if is_alone:
            found += [_told_block(node, tag) for node in group if isinstance(node, Element)]
        else:
            found.append(f"<{tag}>{to_html(group)}</{tag}>")
    return found


def _told_block(element: Element, tag: str) -> str:
    opening = with_class(element.opening, CLASS_OF[tag])
    return f"{opening}{''.join(_told(element.children, tag))}{element.closing}"


def with_class(opening: str, name: str) -> str:
    """Add a class to a start tag."""
    head, found, tail = opening.partition(' class="')
    if found:
        return f'{head} class="{name} {tail}'
    return f'{opening[:-1]} class="{name}">'
