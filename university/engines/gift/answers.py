"""What stands in the braces of a GIFT item -> its choices and the kind of question they make."""

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from university.engines.gift.items import FORMATS, find, unescape

TRUE: Final = frozenset({"t", "true"})
FALSE: Final = frozenset({"f", "false"})
FULL: Final = Decimal(100)
OTHER: Final = "Anything else"
NO_KEY: Final = "It has no right answer, so nothing could be marked."


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer as written, with the share of the credit it earns in percent.

    ``is_accepted`` says that `=` stands before it, ``is_right`` that it earns the whole credit as well.
    """

    words: str
    feedback: str = ""
    weight: Decimal = Decimal(0)
    is_right: bool = False
    is_accepted: bool = False
    partner: str = ""
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers of one item; ``refusal`` says why they cannot be used."""

    kind: str = ""
    choices: tuple[Choice, ...] = ()
    general: str = ""
    changes: tuple[str, ...] = field(default_factory=tuple)
    refusal: str = ""


def read_answers(text: str) -> Answers:
    """Understand the answers of one item; what they cannot be here is a refusal or a change in words."""
    body, _, general = text.partition("####")
    body, general = body.strip(), unescape(general)
    if not body:
        return Answers(refusal="It asks for a free text, which only a person could mark.")
    if body.startswith("#"):
        return _numbers(body[1:], general)
    head, feedbacks = _parts(body)
    if head.casefold() in TRUE | FALSE:
        return _true_or_false(is_true=head.casefold() in TRUE, feedbacks=feedbacks, general=general)
    choices = _choices(body)
    if not choices:
        return Answers(refusal="Its answers are not in a form that GIFT knows.")
    if any("->" in choice.words for choice in choices):
        return _pairs(choices, general)
    return _chosen(choices, general)


def _chosen(choices: list[Choice], general: str) -> Answers:
    if all(choice.is_accepted for choice in choices):
        return _short_text(choices, general)
    has_key = any(choice.is_right for choice in choices)
    kept = choices if has_key else [replace(one, is_right=one.weight > 0) for one in choices]
    right = sum(choice.is_right for choice in kept)
    if not right:
        return Answers(refusal=NO_KEY)
    partial = any(0 < choice.weight < FULL and not choice.is_right for choice in kept)
    changes = []
    changes += ["Part of the credit for a wrong option is not kept."] if partial else []
    changes += (
        ["One right option was enough; now all of them must be chosen."] if has_key and right > 1 else []
    )
    return Answers(choices=tuple(kept), general=general, changes=tuple(changes))


def _short_text(choices: list[Choice], general: str) -> Answers:
    if not any(choice.is_right for choice in choices):
        return Answers(refusal=NO_KEY)
    partial = any(0 < choice.weight < FULL for choice in choices)
    changes = ("Part of the credit for a wording is not kept.",) if partial else ()
    return Answers(kind="text", choices=(*choices, _other(general)), general=general, changes=changes)


def _pairs(choices: list[Choice], general: str) -> Answers:
    pairs = []
    for choice in choices:
        left, arrow, right = choice.words.partition("->")
        if not arrow or not left.strip() or not right.strip():
            return Answers(refusal="Some of its pairs have one side only.")
        pairs.append(replace(choice, words=left.strip(), partner=right.strip(), is_right=True))
    if len({pair.partner for pair in pairs}) < len(pairs):
        return Answers(refusal="Two of its pairs have the same right side, so one could not tell them apart.")
    return Answers(kind="match", choices=tuple(pairs), general=general)


def _true_or_false(*, is_true: bool, feedbacks: list[str], general: str) -> Answers:
    """Read `{T#if wrong#if right}`: GIFT gives the feedback on the wrong answer first."""
    wrong, right = [*feedbacks, "", ""][:2]
    said = {is_true: right, not is_true: wrong}
    return Answers(
        choices=(
            Choice(words="True", is_right=is_true, feedback=said[True]),
            Choice(words="False", is_right=not is_true, feedback=said[False]),
        ),
        general=general,
    )


def _numbers(body: str, general: str) -> Answers:
    several = _choices(body)
    first, feedbacks = _parts(body)
    single = Choice(words=first, is_right=True, weight=FULL, feedback="".join(feedbacks[:1]))
    kept = []
    for choice in several or [single]:
        words = "" if choice.words.strip() in {"", "*"} else _range(choice.words)
        if words is None:
            return Answers(refusal=f"{choice.words.strip()[:40]!r} is not a number.")
        kept.append(replace(choice, words=words or OTHER, is_right=bool(words) and choice.is_right))
    if not any(choice.is_right for choice in kept):
        return Answers(refusal=NO_KEY)
    others = [choice for choice in kept if choice.words == OTHER]
    named = [choice for choice in kept if choice.words != OTHER]
    partial = any(not choice.is_right and choice.weight > 0 for choice in named)
    changes = ("Part of the credit for a number is not kept.",) if partial else ()
    return Answers(
        kind="number", choices=(*named, *(others[:1] or [_other(general)])), general=general, changes=changes
    )


def _range(words: str) -> str | None:
    """Write `5:1` as `5 ± 1` and `1..5` as `1 to 5`; nothing if it is no number."""
    for sign, ours in (("..", " to "), (":", " ± ")):
        low, found, high = unescape(words).partition(sign)
        if found:
            return f"{low.strip()}{ours}{high.strip()}" if _is_number(low) and _is_number(high) else None
    return unescape(words) if _is_number(unescape(words)) else None


def _is_number(words: str) -> bool:
    try:
        return Decimal(words.strip()).is_finite()
    except InvalidOperation:
        return False


def _other(general: str) -> Choice:
    return Choice(words=OTHER, feedback=general)


def _choices(body: str) -> list[Choice]:
    """Split at the `=` and `~` that no backslash escapes."""
    choices, spot = [], find(body, "=~")
    while spot >= 0:
        end = find(body, "=~", spot + 1)
        choices.append(_choice(body[spot], body[spot + 1 : end if end >= 0 else len(body)]))
        spot = end
    return choices


def _choice(sign: str, text: str) -> Choice:
    weight, text = _cut_weight(text.strip(), FULL if sign == "=" else Decimal(0))
    words, feedbacks = _parts(text)
    form = next((name for name in FORMATS if words.startswith(f"[{name}]")), "")
    return Choice(
        words=words.removeprefix(f"[{form}]").strip() if form else words,
        feedback=unescape("".join(feedbacks[:1])),
        weight=weight,
        is_right=sign == "=" and weight >= FULL,
        is_accepted=sign == "=",
        form=form,
    )


def _cut_weight(text: str, usual: Decimal) -> tuple[Decimal, str]:
    if not text.startswith("%"):
        return usual, text
    end = text.find("%", 1)
    try:
        return (Decimal(text[1:end]), text[end + 1 :].strip()) if end > 0 else (usual, text)
    except InvalidOperation:
        return usual, text


def _parts(text: str) -> tuple[str, list[str]]:
    """Split an answer from its feedback at the `#` that no backslash escapes."""
    parts, start = [], 0
    while (spot := find(text, "#", start)) >= 0:
        parts.append(text[start:spot])
        start = spot + 1
    parts.append(text[start:])
    return parts[0].strip(), [part.strip() for part in parts[1:]]
