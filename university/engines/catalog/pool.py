"""quiz.md and the banks beside it -> the counted questions of a course, and what its quiz draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page, read_front_matter
from university.engines.catalog.kept import KeptTexts, Noted
from university.engines.catalog.known import is_bank
from university.engines.catalog.matter import BankMatter, CourseMatter, QuizMatter
from university.engines.catalog.model import Question
from university.engines.catalog.questions import Register
from university.engines.catalog.questions.tags import first_short
from university.engines.markup import parse
from university.engines.markup.blocks import Prose, split

FRONT: Final = "course.md"
QUIZ: Final = "quiz.md"


@dataclass(frozen=True)
class _Sort:
    """What quiz.md and a bank differ in: their keys, their word, and the codes of their faults."""

    keys: type[QuizMatter]
    word: str
    of_other_course: str
    empty: str


QUIZ_FILE: Final = _Sort(QuizMatter, "quiz", "quiz-of-other-course", "quiz-empty")
BANK_FILE: Final = _Sort(BankMatter, "bank", "bank-of-other-course", "bank-empty")


def is_of_questions(name: str) -> bool:
    """Say whether a file of a course holds counted questions: the quiz, or a bank."""
    return name == QUIZ or (name.endswith(".md") and is_bank(name.removesuffix(".md")))


def read_pool(
    folder: Folder,
    names: Sequence[str],
    register: Register,
    addresses: Addresses,
    page: Page[CourseMatter],
    kept: KeptTexts | None = None,
) -> tuple[Question, ...]:
    """Read the questions of quiz.md and then those of each bank; what is wrong becomes findings."""
    if not (folder.root / QUIZ).exists():
        mend = "Write quiz.md: `course:` at the top, then one ## question after the other."
        folder.note(QUIZ, 1, "quiz-missing", "This course has no quiz.", mend)
        return ()
    banks = [name for name in sorted(names) if is_of_questions(name) and name != QUIZ]
    questions = read_questions(folder, QUIZ, register, addresses, may_be_empty=bool(banks), kept=kept)
    for bank in banks:
        questions += read_questions(folder, bank, register, addresses, kept=kept)
    if folder.is_sound:
        _check_draw(folder, page, questions)
    return tuple(questions)


def read_questions(
    folder: Folder,
    name: str,
    register: Register,
    addresses: Addresses,
    *,
    may_be_empty: bool = False,
    kept: KeptTexts | None = None,
) -> list[Question]:
    """Read one file of counted questions, or take what was ``kept``; what is wrong becomes findings."""
    if kept is not None and (text := kept.find(name)) and text.questions:
        return list(text.questions)
    noted = Noted(addresses, register)
    questions = _read(folder, name, register, noted, may_be_empty=may_be_empty)
    if kept is not None and questions:
        kept.keep(name, noted, questions=tuple(questions))
    return questions


def _read(
    folder: Folder, name: str, register: Register, noted: Noted, *, may_be_empty: bool
) -> list[Question]:
    sort = QUIZ_FILE if name == QUIZ else BANK_FILE
    page = read_front_matter(folder, name, sort.keys)
    if page is None:
        return []
    course = folder.root.name
    if page.matter.course != course:
        message = f"This {sort.word} says it belongs to {page.matter.course!r}, but lies in {course!r}."
        folder.note(name, page.line("course"), sort.of_other_course, message, f"Write `course: {course}`.")
    if not page.body.strip() and not may_be_empty:
        message = f"This {sort.word} has no questions."
        folder.note(name, page.body_line, sort.empty, message, "Add at least one ## question.")
    return _questions(folder, name, page, register, noted)


def _questions(
    folder: Folder, name: str, page: Page[QuizMatter], register: Register, noted: Noted
) -> list[Question]:
    document = parse(page.body, first_line=page.body_line, resolve=noted)
    folder.note_flaws(name, document.flaws)
    questions: list[Question] = []
    for block in split(document):
        if isinstance(block, Prose):
            mend = "A question is a ## heading with `- [ ]` options below it; move other text to a lesson."
            folder.note(name, block.line, "quiz-prose", "This text belongs to no question.", mend)
        elif question := register.counted(block, name):
            questions.append(question)
    return questions


def _check_draw(folder: Folder, page: Page[CourseMatter], questions: Sequence[Question]) -> None:
    draw = page.matter.quiz.draw
    if isinstance(draw, int) and draw > len(questions):
        message = f"The quiz draws {draw} questions, but there are {len(questions)}."
        mend = f"Write more questions, or draw at most {len(questions)}."
        folder.note(FRONT, page.line("quiz", "draw"), "draw-too-large", message, mend)
    if isinstance(draw, Mapping):
        _check_tags(folder, page, draw, questions)


def _check_tags(
    folder: Folder, page: Page[CourseMatter], draw: Mapping[str, int], questions: Sequence[Question]
) -> None:
    known = sorted({tag for question in questions for tag in question.tags})
    unknown = [tag for tag in draw if tag not in known]
    for tag in unknown:
        message = f"The quiz draws questions with the tag {tag!r}, but none has it."
        mend = f"Use one of: {', '.join(known)}." if known else "Put tags=… into the braces of questions."
        folder.note(FRONT, page.line("quiz", "draw", tag), "draw-tag-unknown", message, mend)
    short = None if unknown else first_short(draw, questions)
    if short:
        tag, found = short
        message = f"The quiz draws {draw[tag]} questions with the tag {tag!r}, but only {found} can be had."
        mend = "Write more questions with this tag, or draw fewer; a question counts for one tag only."
        folder.note(FRONT, page.line("quiz", "draw", tag), "draw-tag-too-few", message, mend)
