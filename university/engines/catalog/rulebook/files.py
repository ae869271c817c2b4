"""Rules about files and folders: what is there, what is not, and in which form."""

from typing import Final

from university.engines.catalog.rulebook.minimal import COURSE, LESSON, MINIMAL, POLICY, QUIZ
from university.engines.catalog.rulebook.rule import Link, Move, Put, Rule, Take, Tell, whole

LISTED: Final = Put(path=LESSON, body=MINIMAL[LESSON], words="a lesson that `course.md` lists")
NOTES: Final = "courses/smu-110/notes.txt"
STRAY: Final = "courses/smu-110/second-line.md"
NOT_UTF_8: Final = MINIMAL[LESSON].encode().replace(b"Mira types.", b"Caf\xe9.")
MEGABYTE: Final = b" " * 1_000_001
SOUND: Final = Put(path=LESSON, body=MINIMAL[LESSON], words="the file itself")
MANY: Final = tuple(Put(path=f"courses/smu-110/notes-{number}.txt", body="") for number in range(2_001))

RULES: Final[tuple[Rule, ...]] = (
    whole(
        "courses/smu-120/course.md",
        "file-missing",
        "A file cannot be opened, or is no plain file.",
        bad=(Put(path="courses/smu-120/quiz.md", body="", words="a course folder without `course.md`"),),
        good=(Put(path=COURSE, body=MINIMAL[COURSE], words="a course folder with its `course.md`"),),
    ),
    whole(
        LESSON,
        "file-too-large",
        "A text file is larger than 1 MB.",
        bad=(Put(path=LESSON, body=MEGABYTE, words="a lesson of more than 1 MB"),),
        good=(Put(path=LESSON, body=MINIMAL[LESSON], words="a lesson of 4 kB"),),
    ),
    whole(
        "policies/Five Principles.md",
        "name-form",
        "A folder or file name cannot be an address: lower-case words joined by hyphens can.",
        bad=(
            Put(
                path="policies/Five Principles.md",
                body=MINIMAL[POLICY],
                words="the file `Five Principles.md`",
            ),
        ),
        good=(Put(path=POLICY, body=MINIMAL[POLICY], words="the file `five-principles.md`"),),
    ),
    whole(
        "courses/smu-110/Notes: all.txt",
        "name-not-portable",
        "Some systems cannot hold a file of this name, or cannot tell it from another.",
        bad=(Put(path="courses/smu-110/Notes: all.txt", body="x", words="the file `Notes: all.txt`"),),
        good=(Put(path="courses/smu-110/Notes, all.txt", body="x", words="the file `Notes, all.txt`"),),
    ),
    whole(
        LESSON,
        "not-utf-8",
        "The file is not saved as UTF-8.",
        bad=(Put(path=LESSON, body=NOT_UTF_8, words="`Café.` saved as Latin-1"),),
        good=(
            Put(path=LESSON, body=MINIMAL[LESSON].replace("Mira", "Café"), words="`Café.` saved as UTF-8"),
        ),
        line=7,
    ),
    whole(
        ".",
        "nothing-here",
        "The folder holds no catalog and no course.",
        bad=(
            Move(path="courses", to="lessons"),
            Move(path="policies", to="texts"),
            Move(path="certifications", to="programs"),
        ),
        good=(Put(path=COURSE, body=MINIMAL[COURSE], words="a folder with `courses/` in it"),),
    ),
    whole(
        NOTES,
        "symlink",
        "A file or folder is a link to another; links are not followed.",
        bad=(Put(path=NOTES, body="x", words="a link to a file elsewhere"), Link(path=NOTES)),
        good=(SOUND,),
    ),
    whole(
        "courses/smu-110",
        "too-many-files",
        "A folder holds more than 2,000 files.",
        bad=MANY,
        good=(Put(path=NOTES, body="x", words="the lessons, their media and little else"),),
    ),
    whole(
        COURSE,
        "tree-in-motion",
        "The files of a folder change while they are read.",
        bad=(Tell(path=COURSE, words="somebody saves, copies or pulls while the folder is read"),),
        good=(Tell(path=COURSE, words="all files are at rest"),),
    ),
    whole(
        QUIZ,
        "quiz-missing",
        "The course has no `quiz.md`.",
        bad=(Take(path=QUIZ),),
        good=(Put(path=QUIZ, body=MINIMAL[QUIZ], words="`quiz.md` with one question or more"),),
    ),
    whole(
        STRAY,
        "lesson-not-listed",
        "A lesson is listed by no module, so nobody would find it.",
        bad=(Put(path=STRAY, body=MINIMAL[LESSON], words="a file that no module of `course.md` lists"),),
        good=(LISTED,),
    ),
)
