"""One course folder -> a course with its pictures, or findings."""

from typing import Final

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.archive import digest_of
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page, read_front_matter
from university.engines.catalog.known import NAME, Known
from university.engines.catalog.lessons import read_lesson
from university.engines.catalog.matter import CourseMatter, QuizMatter
from university.engines.catalog.model import Course, Lesson, Media, Module, Question
from university.engines.catalog.questions import Register
from university.engines.markup import SafeHTML, clean, parse
from university.engines.markup.blocks import Prose, split

FRONT: Final = "course.md"
QUIZ: Final = "quiz.md"


def read_course(folder: Folder, known: Known) -> tuple[Course | None, dict[str, Media]]:
    """Read one course; it comes back only if nothing in its folder needs mending."""
    slug = folder.root.name
    names = folder.names()
    page = read_front_matter(folder, FRONT, CourseMatter)
    addresses = Addresses(folder, known)
    if page is None:
        return None, {}
    _check_names(folder, slug, names, page)
    _check_prerequisites(folder, slug, page, known)
    register = Register(folder=folder, lessons=_listed(page))
    lessons = _lessons(folder, slug, names, register, addresses, page)
    quiz = _quiz(folder, slug, register, addresses, page)
    outcome = _outcome(folder, addresses, page)
    if folder.findings:
        return None, {}
    course = _course(slug, page.matter, outcome, lessons, quiz, digest_of(folder.read))
    return course, {media.digest: media for media in addresses.media.values()}


def _listed(page: Page[CourseMatter]) -> frozenset[str]:
    return frozenset(lesson for module in page.matter.modules for lesson in module.lessons)


def _check_names(folder: Folder, slug: str, names: list[str], page: Page[CourseMatter]) -> None:
    if not NAME.fullmatch(slug):
        message = f"The folder name {slug!r} cannot be an address."
        folder.note(FRONT, 1, "name-form", message, "Use lower-case words joined by hyphens.")
    for name in names:
        stem = name.removesuffix(".md")
        if not name.endswith(".md") or name in {FRONT, QUIZ} or stem in _listed(page):
            continue
        if "/" in name:
            message, mend = "This lesson lies in a folder below its course.", f"Move it beside {FRONT}."
        else:
            message = f"No module in {FRONT} lists this lesson, so nobody would find it."
            mend = f"Add {stem!r} to a module in {FRONT}, or take the file out."
        folder.note(name, 1, "lesson-not-listed", message, mend)


def _check_prerequisites(folder: Folder, slug: str, page: Page[CourseMatter], known: Known) -> None:
    for number, wanted in enumerate(page.matter.prerequisites):
        if wanted == slug or not known.has_course(wanted):
            what = "this course itself" if wanted == slug else "not in the catalog"
            message = f"The prerequisite {wanted!r} is {what}."
            line = page.line("prerequisites", number)
            folder.note(
                FRONT, line, "prerequisite-unknown", message, "Name a folder below courses/, or take it out."
            )


def _lessons(
    folder: Folder,
    slug: str,
    names: list[str],
    register: Register,
    addresses: Addresses,
    page: Page[CourseMatter],
) -> dict[str, Lesson]:
    lessons: dict[str, Lesson] = {}
    seen: set[str] = set()
    for row, module in enumerate(page.matter.modules):
        for number, name in enumerate(module.lessons):
            line = page.line("modules", row, "lessons", number)
            if name in seen:
                folder.note(
                    FRONT,
                    line,
                    "lesson-twice",
                    f"The lesson {name!r} is listed twice.",
                    "Keep one of the two.",
                )
            elif f"{name}.md" not in names:
                message = f"The lesson {name!r} is listed here, but there is no file {name}.md."
                folder.note(
                    FRONT, line, "lesson-missing", message, f"Write {name}.md, or take it off the list."
                )
            elif lesson := read_lesson(folder, name, slug, register, addresses):
                lessons[name] = lesson
            seen.add(name)
    return lessons


def _quiz(
    folder: Folder, slug: str, register: Register, addresses: Addresses, page: Page[CourseMatter]
) -> tuple[Question, ...]:
    if not (folder.root / QUIZ).exists():
        mend = "Write quiz.md: `course:` at the top, then one ## question after the other."
        folder.note(QUIZ, 1, "quiz-missing", "This course has no quiz.", mend)
        return ()
    quiz = read_front_matter(folder, QUIZ, QuizMatter)
    if quiz is None:
        return ()
    if quiz.matter.course != slug:
        message = f"This quiz says it belongs to {quiz.matter.course!r}, but lies in {slug!r}."
        folder.note(QUIZ, quiz.line("course"), "quiz-of-other-course", message, f"Write `course: {slug}`.")
    questions = _questions(folder, quiz, register, addresses)
    _check_draw(folder, page, len(questions))
    return questions


def _questions(
    folder: Folder, quiz: Page[QuizMatter], register: Register, addresses: Addresses
) -> tuple[Question, ...]:
    document = parse(quiz.body, first_line=quiz.body_line, resolve=addresses)
    folder.note_flaws(QUIZ, document.flaws)
    questions: list[Question] = []
    blocks = split(document)
    for block in blocks:
        if isinstance(block, Prose):
            mend = "A question is a ## heading with `- [ ]` options below it; move other text to a lesson."
            folder.note(QUIZ, block.line, "quiz-prose", "This text belongs to no question.", mend)
        elif question := register.counted(block, QUIZ):
            questions.append(question)
    if not blocks and not document.flaws:
        folder.note(QUIZ, quiz.body_line, "quiz-empty", "This quiz has no questions.", "Add at least one.")
    return tuple(questions)


def _check_draw(folder: Folder, page: Page[CourseMatter], bank: int) -> None:
    draw = page.matter.quiz.draw
    if draw is not None and draw > bank and not folder.findings:
        message = f"The quiz draws {draw} questions, but {QUIZ} holds {bank}."
        mend = f"Write more questions, or draw at most {bank}."
        folder.note(FRONT, page.line("quiz", "draw"), "draw-too-large", message, mend)


def _outcome(folder: Folder, addresses: Addresses, page: Page[CourseMatter]) -> SafeHTML:
    document = parse(page.body, first_line=page.body_line, resolve=addresses)
    folder.note_flaws(FRONT, document.flaws)
    if not page.body.strip():
        mend = "Say below the keys, in 40 to 90 words, what a reader will do on Monday."
        folder.note(FRONT, page.body_line, "course-without-promise", "This course promises nothing.", mend)
    return clean(document.html)


def _course(
    slug: str,
    matter: CourseMatter,
    outcome: SafeHTML,
    lessons: dict[str, Lesson],
    quiz: tuple[Question, ...],
    digest: str,
) -> Course:
    return Course(
        slug=slug,
        title=matter.title,
        summary=matter.summary,
        audience=matter.audience,
        minutes=matter.minutes,
        outcome=outcome,
        objectives=matter.objectives,
        prerequisites=matter.prerequisites,
        owners=matter.owners,
        review_by=matter.review_by,
        pass_mark=matter.quiz.pass_mark,
        attempts=matter.quiz.attempts,
        wait_hours=matter.quiz.wait_hours,
        draw=matter.quiz.draw,
        change=matter.change.level,
        note=matter.change.note,
        modules=tuple(
            Module(title=module.title, lessons=tuple(lessons[name] for name in module.lessons))
            for module in matter.modules
        ),
        quiz=quiz,
        digest=digest,
    )
