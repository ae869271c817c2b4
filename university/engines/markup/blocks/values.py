"""What a document falls into: prose and questions as their author wrote them, already safe."""

from dataclasses import dataclass

from university.engines.markup.parse.document import Heading
from university.engines.markup.safe_html import SafeHTML


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A run of text between questions, with the headings an outline can point at."""

    html: SafeHTML
    headings: tuple[Heading, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One option of a question as written: its words, its feedback, and whether it is ticked.

    A row of a table has its ``partner``. In a decision drill ``leads_to`` is the place that the link at
    the end of the feedback names, and ``points`` is what stands in the brackets at the end of the words.
    """

    text: SafeHTML
    feedback: SafeHTML
    is_right: bool
    line: int
    partner: SafeHTML = SafeHTML()  # noqa: RUF009 -- an empty text never changes
    leads_to: str = ""
    points: str = ""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A `###` heading of a decision drill with its text and options as written.

    ``stray_line`` is the line of what stands below the options, where no page would show it.
    """

    heading: Heading
    text: SafeHTML
    answers: tuple[Answer, ...]
    line: int
    stray_line: int = 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A `##` heading whose section holds a task list, or which names a kind: a question as written.

    ``has_form`` is false if the section does not hold what its kind is written as; ``row_widths`` are
    the cells in each row of a table.
    """

    heading: Heading
    stem: SafeHTML
    answers: tuple[Answer, ...]
    line: int
    has_form: bool = True
    row_widths: tuple[int, ...] = ()
    scenes: tuple[Scene, ...] = ()
