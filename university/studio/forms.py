"""What authors type: texts, new lessons, questions and pictures, reviews, and what is new in a version."""

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, Regexp

from university.engines.catalog.model import ChangeLevel, QuestionKind
from university.learning.rules import LONGEST_REASON, SHORTEST_REASON
from university.studio.models import ReviewAnswer
from university.web.form_base import Form, with_plain_ends

NAME_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NAME_WORDS = "Use lower-case letters, digits and hyphens, such as first-hour"
LEVELS = {
    ChangeLevel.TYPO: "Typo: spelling and prose. Nobody has to do anything.",
    ChangeLevel.CLARIFY: "Clarify: a clearer question or a new example. What people did stays done.",
    ChangeLevel.MATERIAL: (
        "Material: different rules or facts. Changed lessons open again, and holders of a certificate"
        " that asks for this course take it again."
    ),
}
ANSWERS = {
    ReviewAnswer.AGREED: "Agreed: this can go live",
    ReviewAnswer.CHANGES_ASKED: "Changes asked: please look at this first",
}


def _line(label: str, missing: str, hint: str = "", most: int = 300) -> StringField:
    return StringField(label, [InputRequired(missing), Length(max=most)], description=hint)


def _name(label: str, hint: str) -> StringField:
    rules = [InputRequired("Give it a name"), Length(max=80), Regexp(NAME_FORM, message=NAME_WORDS)]
    return StringField(label, rules, description=hint)


class TextForm(Form):
    """The text of one file; ``seen`` tells which text the author began with."""

    body = TextAreaField("Text of the file")
    seen = HiddenField()


class SeenForm(Form):
    """An act on a file as its author has seen it."""

    seen = HiddenField()


class NewCourseForm(Form):
    """A course that does not exist yet."""

    title = _line("Title", "Give it a title")
    slug = _name(
        "Folder name",
        "Its address for good: lower-case words joined by hyphens, such as smu-140. It never changes.",
    )


class NewLessonForm(Form):
    """A lesson to be added to a module."""

    title = _line("Title", "Give it a title")
    slug = _name("File name", "Its address for good, such as first-hour. It never changes.")
    module = SelectField("Module", coerce=int)

    def offer(self, modules: Sequence[str]) -> None:
        """Offer the modules of the course."""
        self.module.choices = [SelectChoice(number, title) for number, title in enumerate(modules)]


class NewQuestionForm(Form):
    """A question to begin with, at the end of a file."""

    kind = SelectField(
        "Kind", choices=[SelectChoice(kind.value, str(kind).capitalize()) for kind in QuestionKind]
    )
    slug = _name("Id", "Lower-case words, such as live-from-the-shop. It never changes its meaning.")
    file = SelectField("File", description="In a lesson it is practice; in the quiz or a bank it counts.")
    lesson = SelectField("Lesson it tests", description="Only for a question that counts.")

    def offer(self, files: Sequence[str], lessons: Sequence[str]) -> None:
        """Offer the files that can hold a question, and the lessons it may test."""
        self.file.choices = [SelectChoice(name, name) for name in files]
        self.lesson.choices = [SelectChoice(name, name) for name in lessons]


class PictureForm(Form):
    """A picture with the words that say its point."""

    file = FileField(
        "Picture",
        [FileRequired("Choose a picture")],
        description="PNG, JPEG, WebP, GIF or SVG, 10 MB at most.",
    )
    alt = StringField(
        "What does it show?",
        [InputRequired("Say the point of the picture, for people who cannot see it"), Length(max=300)],
        description="The point of the picture in one sentence, for people who cannot see it.",
    )
    into = SelectField("Put it at the end of")

    def offer(self, files: Sequence[str]) -> None:
        """Offer the texts that can show it."""
        self.into.choices = [SelectChoice(name, name) for name in files]


class ImportForm(Form):
    """A file that comes in: a zip of the course, or questions."""

    file = FileField(
        "File",
        [FileRequired("Choose a file")],
        description="A zip of the course (.zip), or questions in GIFT (.gift, .txt).",
    )
    lesson = SelectField(
        "Lesson that the questions test",
        description="Only for questions, where the file itself does not say it.",
    )

    def offer(self, lessons: Sequence[str]) -> None:
        """Offer the lessons of the course."""
        self.lesson.choices = [SelectChoice(name, name) for name in lessons]


class AskForm(Form):
    """A review to ask for."""

    reviewer = SelectField("Colleague", coerce=int)
    words = TextAreaField(
        "What should they look at?",
        [InputRequired("Say what they should look at"), Length(max=2000)],
        render_kw={"rows": 4},
    )

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer the colleagues who may review."""
        self.reviewer.choices = [SelectChoice(number, name) for number, name in people]


class AnswerForm(Form):
    """What the reviewer says."""

    answer = RadioField(
        "Your answer", choices=[SelectChoice(answer.value, words) for answer, words in ANSWERS.items()]
    )
    said = TextAreaField(
        "Words for the author",
        [Length(max=2000)],
        description="Needed if you ask for changes.",
        render_kw={"rows": 4},
    )


class MistakeAnswerForm(Form):
    """What an author says to a reader who found a mistake."""

    said = TextAreaField(
        "Your answer",
        [InputRequired("Write an answer"), Length(10, 2000, message="Write 10 to 2,000 characters")],
        filters=[with_plain_ends],
    )


class PublishForm(Form):
    """How much is new, and what to tell readers."""

    level = RadioField(
        "How much is new?",
        choices=[SelectChoice(level.value, words) for level, words in LEVELS.items()],
        validators=[AnyOf([level.value for level in ChangeLevel], message="Choose one")],
    )
    note = StringField(
        "What changed, in one line",
        [Length(max=600)],
        description="Readers see this line, and so does the history. A typo needs none.",
    )
    look = SubmitField("See what this does to people")


class VoidForm(Form):
    """Why a question is taken out of every score; whoever was asked it reads the reason."""

    reason = TextAreaField(
        "What is wrong with this question?",
        [
            InputRequired("Say what is wrong: whoever was asked it reads this"),
            Length(SHORTEST_REASON, LONGEST_REASON, "Say it in %(min)d to %(max)d characters"),
        ],
        description="Whoever was asked it reads this beside their answer. It stands in the ledger for ever.",
    )
    is_sure = BooleanField(
        "Yes, void this question for good", [InputRequired("Tick the box to say that you are sure")]
    )
