"""Questions as the catalog holds them: one factory for each kind."""

from decimal import Decimal

from university.engines.catalog.model import Option, Question, QuestionKind, Step
from university.engines.markup.safe_html import SafeHTML


def question(id_: str, *, right: str = "a", options: str = "abcd", lesson: str = "hats") -> Question:
    """One choice; each letter of ``options`` is an option, those in ``right`` are right."""
    return Question(
        id=id_,
        kind=QuestionKind.SINGLE if len(right) == 1 else QuestionKind.MULTIPLE,
        stem=SafeHTML(f"<p>{id_}?</p>"),
        options=tuple(
            Option(
                id=letter, text=SafeHTML(letter), feedback=SafeHTML(f"why {letter}"), is_right=letter in right
            )
            for letter in options
        ),
        lesson=lesson,
    )


def true_false(id_: str = "claim", *, is_true: bool = True, lesson: str = "hats") -> Question:
    """A claim that is true, or not."""
    options = (_option("a", "True", is_right=is_true), _option("b", "False", is_right=not is_true))
    return _question(id_, QuestionKind.TRUE_FALSE, options, lesson)


def ordering(
    id_: str = "steps", *, items: tuple[str, ...] = ("Stop", "Ask", "Write"), lesson: str = "hats"
) -> Question:
    """Items in their right order."""
    options = tuple(_option(letter, text) for letter, text in zip("abcdefgh", items, strict=False))
    return _question(id_, QuestionKind.ORDERING, options, lesson)


def matching(
    id_: str = "pairs",
    *,
    pairs: tuple[tuple[str, str], ...] = (("Rumor", "Newsroom"), ("Outage", "Desk"), ("Thanks", "Nobody")),
    lesson: str = "hats",
) -> Question:
    """Left sides with their partners."""
    options = tuple(
        _option(letter, left, partner=SafeHTML(right))
        for letter, (left, right) in zip("abcdefgh", pairs, strict=False)
    )
    return _question(id_, QuestionKind.MATCHING, options, lesson)


def short_answer(id_: str = "word", *, lesson: str = "hats") -> Question:
    """Two accepted wordings, one frequent mistake, and anything else."""
    options = (
        _option("a", "paid partnership"),
        _option("b", "<code>#ad</code>"),
        _option("c", "thanks", is_right=False),
        _option("d", "Anything else", is_right=False, is_other=True),
    )
    return _question(id_, QuestionKind.TEXT, options, lesson)


def number(id_: str = "hours", *, lesson: str = "hats") -> Question:
    """46 to 50 is right, 24 a frequent mistake."""
    options = (
        _option("a", "48 ± 2", low=Decimal(46), high=Decimal(50)),
        _option("b", "24 ± 0", is_right=False, low=Decimal(24), high=Decimal(24)),
        _option("c", "Anything else", is_right=False, is_other=True),
    )
    return _question(id_, QuestionKind.NUMBER, options, lesson)


def drill(id_: str = "storm", *, pass_points: int = 3, lesson: str = "hats") -> Question:
    """Two steps and two endings: listening twice earns 4 points, shouting is a critical mistake."""
    first = (
        _choice("a", "Listen", "answer", (("empathy", 2),)),
        _choice("b", "Wait", "answer", (("empathy", 1),), is_right=False),
        _choice("c", "Shout", "lost", (), is_right=False, is_critical=True),
    )
    second = (
        _choice("a", "Say sorry", "calm", (("empathy", 1), ("privacy", 1))),
        _choice("b", "Say why", "calm", (("privacy", 1),), is_right=False),
    )
    steps = (
        _step("complaint", first),
        _step("answer", second),
        _step("calm", ()),
        _step("lost", ()),
    )
    return Question(
        id=id_,
        kind=QuestionKind.DRILL,
        stem=SafeHTML(f"<p>{id_}?</p>"),
        options=(),
        lesson=lesson,
        steps=steps,
        pass_points=pass_points,
    )


def one_of_each() -> tuple[Question, ...]:
    """A quiz with every kind of question."""
    return (
        question("who", right="b"),
        question("both", right="ac"),
        true_false(),
        ordering(),
        matching(),
        short_answer(),
        number(),
        drill(),
    )


#: Right and wrong answers to ``one_of_each``, as they are kept.
RIGHT = {
    "who": ("b",),
    "both": ("a", "c"),
    "claim": ("a",),
    "steps": ("a", "b", "c"),
    "pairs": ("a=a", "b=b", "c=c"),
    "word": ("Paid  partnership.",),
    "hours": ("47,5",),
    "storm": ("complaint:a", "answer:a"),
}
WRONG = {
    "who": ("a",),
    "both": ("a",),
    "claim": ("b",),
    "steps": ("b", "a", "c"),
    "pairs": ("a=b", "b=a", "c=c"),
    "word": ("thanks",),
    "hours": ("24",),
    "storm": ("complaint:c",),
}


def bank(size: int) -> tuple[Question, ...]:
    """A bank of so many questions, named q0, q1, …"""
    return tuple(question(f"q{number}") for number in range(size))


def _question(id_: str, kind: QuestionKind, options: tuple[Option, ...], lesson: str) -> Question:
    return Question(id=id_, kind=kind, stem=SafeHTML(f"<p>{id_}?</p>"), options=options, lesson=lesson)


def _option(
    letter: str,
    text: str,
    *,
    is_right: bool = True,
    partner: SafeHTML = SafeHTML(),  # noqa: B008 -- an empty text never changes
    low: Decimal | None = None,
    high: Decimal | None = None,
    is_other: bool = False,
) -> Option:
    return Option(
        id=letter,
        text=SafeHTML(text),
        feedback=SafeHTML(f"reason {text}"),
        is_right=is_right,
        partner=partner,
        low=low,
        high=high,
        is_other=is_other,
    )


def _choice(
    letter: str,
    text: str,
    leads_to: str,
    points: tuple[tuple[str, int], ...],
    *,
    is_right: bool = True,
    is_critical: bool = False,
) -> Option:
    return Option(
        id=letter,
        text=SafeHTML(text),
        feedback=SafeHTML(f"reason {text}"),
        is_right=is_right,
        leads_to=leads_to,
        points=points,
        is_critical=is_critical,
    )


def _step(id_: str, options: tuple[Option, ...]) -> Step:
    return Step(id=id_, title=f"Title of {id_}", text=SafeHTML(f"<p>Scene of {id_}.</p>"), options=options)
