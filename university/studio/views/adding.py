"""Add a lesson, a question or a picture to a course: pages that work without script, and serve the editor."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Clash, Invalid
from university.engines.catalog.model import QuestionKind
from university.studio import queries, services
from university.studio.forms import NewLessonForm, NewQuestionForm, PictureForm
from university.studio.queries import Workbench
from university.studio.views import sheets
from university.studio.views.blueprint import bp
from university.studio.views.places import own_bench
from university.web.access import open_to
from university.web.db import transaction
from university.web.errors import wants_json
from university.web.form_base import Form

WRONG = 422


@bp.route("/studio/<slug:course>/lessons/new", methods=["GET", "POST"])
@open_to("author", "admin")
def new_lesson(course: str) -> ResponseReturnValue:
    """Begin a lesson, and put it into a module."""
    here, form = own_bench(course), NewLessonForm()
    form.offer(queries.list_modules(here))
    if not form.validate_on_submit():
        return render_template("studio/new_lesson.html", bench=here, form=form), _status(form)
    try:
        with transaction() as current:
            name = services.add_lesson(
                current,
                here.folder,
                form.slug.data or "",
                form.title.data or "",
                form.module.data,
                by_id=current_user.id,
                now=clock.now(),
            )
    except (Clash, Invalid) as refusal:
        form.slug.errors = [str(refusal)]
        return render_template("studio/new_lesson.html", bench=here, form=form), WRONG
    flash("The lesson is there as a draft, and course.md lists it.")
    return redirect(url_for(".edit", course=course, name=name), code=303)


@bp.route("/studio/<slug:course>/questions/new", methods=["GET", "POST"])
@open_to("author", "admin")
def new_question(course: str) -> ResponseReturnValue:
    """Put a question to begin with at the end of a file."""
    here, form = own_bench(course), NewQuestionForm(file=request.args.get("file", "quiz.md"))
    names = [name for name in queries.list_file_names(here) if queries.holds_questions(name)]
    form.offer(names, queries.list_lessons(here))
    if not form.validate_on_submit():
        return render_template("studio/new_question.html", bench=here, form=form), _status(form)
    try:
        with transaction() as current:
            line = services.add_question(
                current,
                here.folder,
                form.file.data,
                QuestionKind(form.kind.data),
                form.slug.data or "",
                form.lesson.data or "",
                by_id=current_user.id,
                now=clock.now(),
            )
    except (Clash, Invalid) as refusal:
        form.slug.errors = [str(refusal)]
        return render_template("studio/new_question.html", bench=here, form=form), WRONG
    flash(f"The question stands at line {line}. Put your own words into it.")
    return redirect(url_for(".edit", course=course, name=form.file.data, _anchor="body"), code=303)


@bp.route("/studio/<slug:course>/pictures/new", methods=["GET", "POST"])
@open_to("author", "admin")
def new_picture(course: str) -> ResponseReturnValue:
    """Take a picture with the words that say its point, and show it in a text."""
    here = own_bench(course)
    form = sheets.picture_form(here, request.args.get("file", ""))
    if not form.validate_on_submit():
        return _picture_answer(here, form, [str(e) for errors in form.errors.values() for e in errors])
    try:
        looked_at = services.look_at(form.file.data.filename or "", form.file.data.read())
        with transaction() as current:
            by_id, now = current_user.id, clock.now()
            shown = services.add_picture(
                current, here.folder, looked_at, form.alt.data or "", by_id=by_id, now=now
            )
            if not wants_json():
                services.append_text(current, here.folder, form.into.data, shown, by_id=by_id, now=now)
    except (Clash, Invalid) as refusal:
        form.file.errors = [str(refusal)]
        return _picture_answer(here, form, [str(refusal)])
    if wants_json():
        return jsonify(markdown=shown)
    flash(f"The picture is there, and {form.into.data} shows it at its end.")
    return redirect(url_for(".edit", course=course, name=form.into.data), code=303)


def _picture_answer(here: Workbench, form: PictureForm, words: list[str]) -> ResponseReturnValue:
    """The page of the form again, or its words for the editor's script."""
    if wants_json():
        return jsonify(reason=" ".join(words) or "Choose a picture, and say what it shows."), WRONG
    return render_template("studio/new_picture.html", bench=here, form=form), _status(form)


def _status(form: Form) -> int:
    return WRONG if form.errors else 200
