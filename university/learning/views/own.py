"""The doors of what a reader keeps: bookmarks, private notes, and the page with all of them."""

from flask import flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Invalid
from university.learning import services
from university.learning.documents import notes_markdown
from university.learning.forms import BookmarkForm, NoteForm
from university.learning.queries import own
from university.learning.queries.own import Noted
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.errors import wants_json
from university.web.filters import clock_time
from university.web.settings import settings

WRONG, CLASH = 422, 409
LONGEST_SEARCH = 200
TWO_TABS = "You changed this note in another tab. Your text is safe here: press Save note to see both."


@bp.post("/courses/<slug:course>/<slug:lesson>/bookmark")
@open_to("employee")
def bookmark(course: str, lesson: str) -> ResponseReturnValue:
    """Put a bookmark on a lesson or take it away; a page's script gets the button alone."""
    kept = own.get_noted(session(), current_user.id, course, lesson)
    form = BookmarkForm()
    if not form.validate_on_submit():
        raise Invalid("Say whether you want the bookmark: reload the page and press its button.")
    is_wanted = form.wanted.data == "yes"
    with transaction() as current:
        services.set_bookmark(current, current_user.id, course, lesson, is_wanted=is_wanted, now=clock.now())
    if wants_json():
        href = url_for(".lesson", course=course, lesson=lesson)
        return render_template("learning/_bookmark.html", lesson_href=href, is_marked=is_wanted, is_new=True)
    flash("Bookmarked. You find it under Notes." if is_wanted else "The bookmark is gone.")
    return redirect(_back(kept), code=303)


@bp.get("/notes/")
@open_to("employee")
def notes() -> ResponseReturnValue:
    """Show one's notes, all or those that hold some words, and one's bookmarks."""
    words = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = own.list_notes(session(), current_user.id, words=words)
    marked = own.list_bookmarks(session(), current_user.id, with_gone=True)
    return render_template("learning/notes.html", notes=found, bookmarks=marked, words=words)


@bp.get("/notes/notes.md")
@open_to("employee")
def notes_file() -> ResponseReturnValue:
    """Give all of one's notes as one Markdown file."""
    kept = own.list_notes(session(), current_user.id)
    text = notes_markdown(kept, public_url=settings().public_url, zone=current_user.zone, now=clock.now())
    response = make_response(text)
    response.mimetype = "text/markdown"
    response.headers["Content-Disposition"] = 'attachment; filename="notes.md"'
    return response


@bp.get("/courses/<slug:course>/<slug:lesson>/note")
@open_to("employee")
def note(course: str, lesson: str) -> ResponseReturnValue:
    """Show one's note on a lesson to write in, also after the lesson was renamed."""
    kept = own.get_noted(session(), current_user.id, course, lesson)
    form = NoteForm(formdata=None, text=kept.text, revision=kept.revision)
    return render_template("learning/note.html", kept=kept, form=form, theirs=None)


@bp.post("/courses/<slug:course>/<slug:lesson>/note")
@open_to("employee")
def save_note(course: str, lesson: str) -> ResponseReturnValue:
    """Save one's note; when another tab saved meanwhile, show both texts and lose neither."""
    kept, form = own.get_noted(session(), current_user.id, course, lesson), NoteForm()
    if not form.validate_on_submit():
        return _refused(kept, form)
    text, revision = form.text.data or "", form.revision.data or 0
    try:
        with transaction() as current:
            revision = services.save_note(
                current, current_user.id, course, lesson, text, revision=revision, now=clock.now()
            )
    except services.Stale:
        return _both(own.get_noted(session(), current_user.id, course, lesson), text)
    if wants_json():
        words = f"Saved {clock_time(clock.now())}" if text else "Your note is empty, so nothing is kept"
        return jsonify(saved_at_words=words, revision=revision)
    flash("Your note is saved. Only you can read it." if text else "Your note is deleted.")
    return redirect(_back(kept), code=303)


def _refused(kept: Noted, form: NoteForm) -> ResponseReturnValue:
    if wants_json():
        return jsonify(reason=" ".join(form.text.errors) or "Reload the page, then write on."), WRONG
    return render_template("learning/note.html", kept=kept, form=form, theirs=None), WRONG


def _both(kept: Noted, text: str) -> ResponseReturnValue:
    """Two tabs wrote: what is kept, and what was just sent, with the revision that now may be saved over."""
    if wants_json():
        return jsonify(reason=TWO_TABS), CLASH
    form = NoteForm(formdata=None, text=text, revision=kept.revision)
    return render_template("learning/note.html", kept=kept, form=form, theirs=kept.text), CLASH


def _back(kept: Noted) -> str:
    """The lesson that was read, or the page of all notes, if the button stood there or the lesson is gone."""
    if kept.is_live and request.form.get("from") != "notes":
        return url_for(".lesson", course=kept.course_slug, lesson=kept.lesson_slug, _anchor="own")
    return url_for(".notes")
