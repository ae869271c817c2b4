"""What the pages of the editor share: what was typed, how it would look, and what must be mended in it."""

from collections.abc import Iterable, Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from university.base import clock
from university.base.errors import Invalid
from university.engines.catalog.media import address_of, sources_of
from university.engines.catalog.model import Finding, Media
from university.engines.catalog.pool import is_of_questions
from university.learning.rules import ask_practice
from university.studio import queries, rules, services
from university.studio.forms import PictureForm, SeenForm, TextForm
from university.studio.queries import OpenFile, Workbench
from university.studio.rules.starters import BOXES, QUESTIONS, starter
from university.studio.services import Text
from university.studio.views.places import checked, content
from university.web.form_base import tidy
from university.web.fragments import fragment

PICTURES = "image/"
NEW_ID = "give-it-an-id"


def edit_page(bench: Workbench, file: OpenFile) -> ResponseReturnValue:
    """The editor of a file, with its findings and a first look at it."""
    form = TextForm(formdata=None, data={"body": file.text, "seen": file.seen})
    return render_template(
        "studio/edit.html",
        bench=bench,
        file=file,
        form=form,
        findings=findings_of(bench, file.name),
        sheet=look(bench, file.name, file.body) if rules.is_text(file.name) else None,
        picture_form=picture_form(bench, file.name),
        starters=starters(bench, file.name),
        boxes=BOXES,
        is_busy=file.is_busy(current_user.id, clock.now()),
    )


def settle_page(
    bench: Workbench, file: OpenFile, *, theirs: str, mine: str, seen: str, is_folder: bool
) -> str:
    """Both texts and what differs: for a draft that was overtaken in the folder, or for a stale save."""
    return render_template(
        "studio/settle.html",
        bench=bench,
        file=file,
        theirs=theirs,
        mine=mine,
        hunks=rules.differences(theirs, mine),
        is_folder=is_folder,
        form=TextForm(formdata=None, data={"body": mine, "seen": seen}),
        seen_form=SeenForm(formdata=None, data={"seen": seen}),
    )


def typed(bench: Workbench, file: OpenFile, form: TextForm) -> Text:
    """What was typed, as it will lie in the file: its own line ends, and one at its end.

    Raises ``Invalid`` for a file that is not written as text.
    """
    if not rules.is_text(file.name):
        raise Invalid("This file is not a text. Upload another picture instead.")
    text = (form.body.data or "").replace("\r\n", "\n")
    body = f"{text}\n".encode()
    if file.in_folder and b"\r\n" in file.in_folder:
        body = body.replace(b"\n", b"\r\n")
    for known in (file.body, file.in_folder or b""):
        if tidy(known.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")) == text:
            body = known
    return seen(bench, file, form.seen.data or "", body)


def seen(bench: Workbench, file: OpenFile, seen: str, body: bytes = b"") -> Text:
    """A file as its author has seen it."""
    return Text(course=bench.slug, name=file.name, body=body, seen=seen, in_folder=file.in_folder)


def findings_of(bench: Workbench, name: str) -> Sequence[Finding]:
    """What the checker says of one file, with all drafts laid over the folder."""
    return [finding for finding in checked(bench).findings if finding.path == name]


def look(bench: Workbench, name: str, body: bytes) -> Markup:
    """One text as readers would see it; pictures come from the folder and the drafts."""
    sheet = services.read_text(content(), bench.slug, name, body, bench.drafts)
    asked = sheet.lesson.practice if sheet.lesson else {}
    practice = {id_: ask_practice(question) for id_, question in asked.items()}
    html = fragment("studio/_sheet.html", sheet=sheet, practice=practice, csrf_token=lambda: "")
    return with_pictures(html, bench, sheet.media.values())


def with_pictures(html: Markup, bench: Workbench, shown: Iterable[Media]) -> Markup:
    """Let a page show its pictures from the folder and the drafts: they may never have been loaded."""
    for media in shown:
        if media.media_type.startswith(PICTURES) and rules.may_be_drafted(media.path):
            here = url_for(".picture", course=bench.slug, name=media.path)
            for address in {address_of(media), *(source for source, _ in sources_of(media))}:
                html = html.replace(address, here)
    return html


def picture_form(bench: Workbench, into: str = "") -> PictureForm:
    """The form of a picture, with the texts that can show it."""
    form = PictureForm(into=into)
    form.offer([name for name in queries.list_file_names(bench) if name.endswith(".md")])
    return form


def starters(bench: Workbench, name: str) -> dict[str, str]:
    """The questions one may begin with in a file, by the name of their kind."""
    lessons = queries.list_lessons(bench) if is_of_questions(name) else []
    return {str(kind).capitalize(): starter(kind, NEW_ID, *lessons[:1]) for kind in QUESTIONS}
