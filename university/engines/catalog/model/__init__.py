"""What `content/` becomes once it is read: immutable values, the same for every reader."""

from university.engines.catalog.model.courses import (
    ChangeLevel,
    Course,
    Display,
    Heading,
    Lesson,
    Media,
    Module,
    Source,
)
from university.engines.catalog.model.findings import Finding, Severity
from university.engines.catalog.model.programs import (
    Catalog,
    Certification,
    Criterion,
    Electives,
    Item,
    OwnQuiz,
    Policy,
    Practical,
    Tip,
)
from university.engines.catalog.model.questions import CHOICES, Option, Question, QuestionKind, Step

__all__ = [
    "CHOICES",
    "Catalog",
    "Certification",
    "ChangeLevel",
    "Course",
    "Criterion",
    "Display",
    "Electives",
    "Finding",
    "Heading",
    "Item",
    "Lesson",
    "Media",
    "Module",
    "Option",
    "OwnQuiz",
    "Policy",
    "Practical",
    "Question",
    "QuestionKind",
    "Severity",
    "Source",
    "Step",
    "Tip",
]
