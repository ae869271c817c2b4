"""One course folder -> a course with its pictures, or findings."""

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.anchors import check_anchors
from university.engines.catalog.archive import digest_of
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page, read_front_matter
from university.engines.catalog.kept import KeptTexts, Store
from university.engines.catalog.known import NAME, TAKEN, Known, is_bank
from university.engines.catalog.lessons import read_lesson
from university.engines.catalog.matter import CourseMatter
from university.engines.catalog.media.films import TRANSCRIPT
from university.engines.catalog.media.shelf import note_unused
from university.engines.catalog.model import Course, Lesson, Media, Module, Question
from university.engines.catalog.pool import FRONT, QUIZ, is_of_questions, read_pool
from university.engines.catalog.questions import Register
from university.engines.markup import SafeHTML, clean, parse


def read_course(
    folder: Folder, known: Known, store: Store | None = None
) -> tuple[Course | None, dict[str, Media]]:
    """Read one course; it comes back only if nothing in its folder needs mending.

    Lessons that the ``store`` holds are not rendered again.
    """
    slug = folder.root.name
    names = folder.names()
    page = read_front_matter(folder, FRONT, CourseMatter)
    addresses = Addresses(folder, known)
    if page is None:
        return None, {}
    _check_names(folder, slug, names, page)
    _check_prerequisites(folder, slug, page, known)
    register = Register(folder=folder, lessons=_listed(page))
    texts = {QUIZ, *(f"{one}.md" for one in _listed(page)), *filter(is_of_questions, names)}
    kept = _kept(store, folder, register, addresses, sorted(texts.intersection(names)))
    lessons = _lessons(folder, slug, names, register, addresses, page, kept)
    check_anchors(folder, slug, lessons)
    quiz = read_pool(folder, names, register, addresses, page, kept)
    outcome = _outcome(folder, addresses, page)
    if not folder.is_sound:
        return None, {}
    note_unused(folder, names)
    course = _course(slug, page.matter, outcome, lessons, quiz, digest_of(folder.read))
    return course, {media.digest: media for media in addresses.media.values()}


def _listed(page: Page[CourseMatter]) -> frozenset[str]:
    return frozenset(lesson for module in page.matter.modules for lesson in module.lessons)


def _check_names(folder: Folder, slug: str, names: list[str], page: Page[CourseMatter]) -> None:
    if not NAME.fullmatch(slug):
        message = f"The folder name {slug!r} cannot be an address."
        folder.note(FRONT, 1, "name-form", message, "Use lower-case words joined by hyphens.")
    for name in TAKEN & _listed(page):
        message = f"The address of a lesson {name!r} is that of a page every course has."
        folder.note(f"{name}.md", 1, "name-form", message, "Give the file another name.")
    for name in filter(is_bank, sorted(_listed(page))):
        message = f"The name {name!r} is that of a question bank, so no lesson can have it."
        folder.note(f"{name}.md", 1, "name-form", message, "Give the lesson's file another name.")
    for name in names:
        stem = name.removesuffix(".md")
        is_lesson = name.endswith(".md") and not name.endswith(TRANSCRIPT) and not is_bank(stem)
        if not is_lesson or name in {FRONT, QUIZ} or stem in _listed(page):
            continue
        if "/" in name:
            message, mend = "This lesson lies in a folder below its course.", f"Move it beside {FRONT}."
        else:
            message = f"No module in {FRONT} lists this lesson, so nobody would find it."
            mend = f"Add {stem!r} to a module in {FRONT}, or take the file out."
            if not NAME.fullmatch(stem):
                mend = (
                    f"Name it in lower-case words joined by hyphens and list it in {FRONT}, or take it out."
                )
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


def _kept(
    store: Store | None, folder: Folder, register: Register, addresses: Addresses, texts: list[str]
) -> KeptTexts | None:
    if store is None:
        return None
    kept = KeptTexts(store=store, folder=folder, register=register, addresses=addresses)
    kept.look_for(texts)
    return kept


def _lessons(
    folder: Folder,
    slug: str,
    names: list[str],
    register: Register,
    addresses: Addresses,
    page: Page[CourseMatter],
    kept: KeptTexts | None,
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
            elif lesson := read_lesson(folder, name, slug, register, addresses, kept):
                lessons[name] = lesson
            seen.add(name)
    return lessons


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
    draw = matter.quiz.draw
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
        draw=draw if isinstance(draw, int) else None,
        draw_by_tag=() if draw is None or isinstance(draw, int) else tuple(draw.items()),
        quiz_minutes=matter.quiz.minutes,
        display=matter.quiz.display,
        change=matter.change.level,
        note=matter.change.note,
        modules=tuple(
            Module(title=module.title, lessons=tuple(lessons[name] for name in module.lessons))
            for module in matter.modules
        ),
        quiz=quiz,
        digest=digest,
    )
