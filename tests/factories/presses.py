"""One press of every button that writes: who presses, at which address, with which fields."""

from base64 import b64decode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from tests.factories import attempts, certification, content, people
from tests.factories import unconference as events
from tests.factories.certification import NOW
from tests.factories.press import Press, browsers
from tests.factories.presses_assignments import ASSIGNMENTS
from tests.factories.presses_home import HOME
from tests.factories.presses_mail import MAIL
from tests.factories.presses_own import OWN
from tests.factories.presses_team import TEAM
from tests.factories.presses_voids import VOIDS
from tests.factories.presses_waivers import WAIVERS
from university.base.actor import COMMAND, Actor
from university.config import Settings
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.engines.catalog.model import ChangeLevel
from university.engines.catalog.skeleton import FIRST_LESSON, skeleton
from university.outbox import services as outbox
from university.people import services as passwords
from university.people.models import Employee
from university.people.rules import COLUMNS
from university.storage import work
from university.studio import services as studio
from university.studio.services import Text
from university.unconference import services
from university.unconference.rules import Phase

NEW = "pebble harbor violin six"
PICTURE = b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
QUESTIONS = b"Who may post? {=Whoever holds the permission#Yes. ~Nobody#Some may.}"
ROSTER = (
    ",".join(COLUMNS)
    + "\nN-1,Noor Ito,noor@larkenfield.example,Larkenfield Home,Care,Advisor,DE,Europe/Berlin,,no,2024-02-01,\n"
)


# ---- people


def _desk(act: str, *roles: str, **special: Any) -> Callable[[Session], Press]:
    fields = special.pop("fields", {})

    def press(session: Session) -> Press:
        person = people.employee(session, *roles, **special)
        return Press(people.employee(session, "admin"), f"/admin/employees/{person.id}/{act}", fields)

    return press


def _password(session: Session) -> Press:
    person = people.employee_with_password(session)
    fields = {"password_now": people.PASSWORD, "password_new": NEW, "password_again": NEW}
    return Press(person, "/me/password", fields)


def _link(session: Session) -> Press:
    person = people.employee(session)
    with work.transaction(session):
        token = passwords.make_password_link(session, person.id, by=COMMAND, now=NOW)
    return Press(None, f"/set-password/{token}", {"password_new": NEW, "password_again": NEW})


def _others(session: Session) -> Press:
    person = people.employee(session)
    people.sign_in(session, person, now=NOW)
    return Press(person, "/me/sign-ins/end-others")


def _sign_in(session: Session) -> Press:
    person = people.employee_with_password(session)
    return Press(None, "/sign-in", {"account": person.email, "password": people.PASSWORD})


def _sign_out(session: Session) -> Press:
    return Press(people.employee(session), "/sign-out")


def _plan(session: Session) -> Press:
    return Press(people.employee(session, "hr"), "/records/employees/import/plan", {"file": ROSTER.encode()})


def _apply(session: Session) -> Press:
    plan = _plan(session)
    shown = plan.send(browsers(current_app, session, plan)[0]).text
    ticket = shown.partition('name="planned"')[2].partition('value="')[2].partition('"')[0]
    return Press(plan.by, "/records/employees/import/apply", {"planned": ticket})


def _notices(session: Session) -> Press:
    person = people.employee(session)
    with work.transaction(session):
        outbox.queue(
            session,
            "course changed",
            to=person.id,
            about="event:1",
            subject="News",
            words="Read.",
            path="/",
            now=NOW,
        )
    return Press(person, "/notices/read")


# ---- learning


def _course(path: str, **fields: Any) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        return Press(people.employee(session), f"/courses/smu-1/{path}", fields)

    return press


def _again(session: Session) -> Press:
    """Somebody has completed the course, and then it changed in a material way."""
    content.live(session, attempts.course())
    person = people.employee(session)
    attempts.complete(session, person, NOW)
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."))
    return Press(person, "/courses/smu-1/again")


def _attempt(act: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        attempt = attempts.start(session, person := people.employee(session), NOW)
        return Press(person, f"/attempts/{attempt.id}/{act}", attempts.fields(attempt, attempts.RIGHT))

    return press


def _acknowledge(session: Session) -> Press:
    content.live(session, content.policy())
    version = get_catalog(session).version(ContentKind.POLICY, "principles")
    return Press(people.employee(session), "/policies/principles/acknowledge", {"version": version.id})


# ---- certificates


def _claim(session: Session) -> Press:
    person = people.employee(session)
    content.live(session, content.course(), content.policy())
    certification.complete(session, person)
    certification.sign(session, person)
    certification.live(session)
    return Press(person, "/certifications/cert-1/claim")


def _revoke(session: Session) -> Press:
    code = certification.certificate(session, people.employee(session)).code
    fields = {"reason": "Shared a password.", "is_sure": "y"}
    return Press(people.employee(session, "hr"), f"/certificates/{code}/revoke", fields)


# ---- unconferences


def _new(session: Session) -> Press:
    fields = {
        "title": "Social Media Day",
        "summary": "Talk about talking.",
        "venue": "Hall 3",
        "zone": "Europe/Berlin",
        "starts_on": str(date(2027, 3, 4)),
        "slot_1_starts": "09:00",
        "slot_1_ends": "09:45",
        "room_1_name": "Lake",
        "room_1_seats": "20",
    }
    return Press(people.employee(session, "organizer"), "/unconferences/new/", fields)


def _phase(session: Session) -> Press:
    event = events.event(session, phase=Phase.PROPOSING)
    return Press(
        people.employee(session, "organizer"), f"/unconferences/{event.slug}/phase", {"phase": "voting"}
    )


def _propose(session: Session) -> Press:
    event = events.event(session, phase=Phase.PROPOSING)
    return Press(people.employee(session), f"/unconferences/{event.slug}/topics/", {"title": "Replies"})


def _topic(act: str, *, is_host: bool = False) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        event, person = events.event(session, phase=Phase.PROPOSING), people.employee(session)
        topic = events.topic(session, event, person, host=person if is_host else None)
        return Press(person, f"/unconferences/{event.slug}/topics/{topic.id}/{act}")

    return press


def _place(session: Session) -> Press:
    event, person = events.event(session), people.employee(session, "organizer")
    topic = events.topic(session, event, person)
    cell = f"{event.slots[0].id}-{event.rooms[0].id}"
    return Press(person, f"/unconferences/{event.slug}/topics/{topic.id}/place/", {"cell": cell})


def _change(**fields: Any) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        event, person = events.event(session), people.employee(session, "organizer")
        here = events.breakout(session, event, person)
        _sit(session, here, people.employee(session))
        place = {"cell": f"{event.slots[1].id}-{event.rooms[1].id}"} if fields["act"] == "move" else {}
        return Press(person, f"/unconferences/{event.slug}/breakouts/{here.id}/change/", fields | place)

    return press


def _seat(act: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        event, person = events.event(session), people.employee(session)
        here = events.breakout(session, event, people.employee(session), capacity=1)
        if act == "leave":
            _sit(session, here, person)
            _sit(session, here, people.employee(session))
        return Press(person, f"/unconferences/{event.slug}/breakouts/{here.id}/{act}")

    return press


def _sit(session: Session, here: Any, person: Employee) -> None:
    with work.transaction(session):
        services.sign_up(session, here, person.id, by=Actor.employee(person.id), now=events.BEFORE)


# ---- the studio

COURSE_FILES = skeleton("smu-900", "Answer in public", "LG-0900", date(2026, 11, 22))
LESSON = f"{FIRST_LESSON}.md"
IN_LESSON = COURSE_FILES[LESSON].encode()


def _studio(path: str, **fields: Any) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        return Press(_owner(session), f"/studio/smu-900/{path}", fields)

    return press


def _drafted(path: str, seen: bytes, **fields: Any) -> Callable[[Session], Press]:
    """With a draft of the lesson; ``seen`` is the text the act names."""

    def press(session: Session) -> Press:
        owner = _owner(session)
        text = Text(
            course="smu-900",
            name=LESSON,
            body=IN_LESSON + b"\nMore.\n",
            seen=sha256(IN_LESSON).hexdigest(),
            in_folder=IN_LESSON,
        )
        with work.transaction(session):
            draft = studio.save(session, text, by_id=owner.id, now=NOW)
            assert draft is not None
            draft.based_on = sha256(b"older").hexdigest() if "settle" in path else draft.based_on
        values = {"seen": sha256(seen).hexdigest()} | fields
        return Press(owner, f"/studio/smu-900/{path}", values)

    return press


def _answer_review(session: Session) -> Press:
    owner, reviewer = _owner(session), people.employee(session, "author")
    with work.transaction(session):
        review = studio.ask_for_review(
            session, "smu-900", reviewer_id=reviewer.id, words="Look.", by_id=owner.id, now=NOW
        )
    return Press(reviewer, f"/studio/smu-900/reviews/{review.id}/answer", {"answer": "agreed", "said": ""})


def _ask_for_review(session: Session) -> Press:
    fields = {"reviewer": people.employee(session, "author").id, "words": "Look."}
    return Press(_owner(session), "/studio/smu-900/reviews", fields)


def _begin(session: Session) -> Press:
    return Press(people.employee(session, "author"), "/studio/new", {"title": "New", "slug": "smu-901"})


def _owner(session: Session) -> Employee:
    """The owner of a course that lies in the content folder."""
    settings: Settings = current_app.extensions["university"]
    folder = settings.content_folder / "courses" / "smu-900"
    folder.mkdir(parents=True)
    for name, text in COURSE_FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return people.employee(session, "author", employee_number="LG-0900")


#: By the rule and, where one address takes several forms, the act; every rule that takes a POST is here.
PRESSES: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/admin/employees/<id:employee_id>/deactivate", ""): _desk("deactivate", "hr"),
    ("/admin/employees/<id:employee_id>/password-link", ""): _desk("password-link"),
    ("/admin/employees/<id:employee_id>/reactivate", ""): _desk("reactivate", left_on=date(2025, 5, 1)),
    ("/admin/employees/<id:employee_id>/roles/give", ""): _desk("roles/give", fields={"role": "hr"}),
    ("/admin/employees/<id:employee_id>/roles/take", ""): _desk("roles/take", "hr", fields={"role": "hr"}),
    ("/attempts/<id:attempt_id>/answers", ""): _attempt("answers"),
    ("/attempts/<id:attempt_id>/submit", ""): _attempt("submit"),
    ("/certificates/<code>/revoke", ""): _revoke,
    ("/certifications/<slug:certification>/claim", ""): _claim,
    ("/courses/<slug:course>/<slug:lesson>/done", ""): _course("hats/done"),
    ("/courses/<slug:course>/<slug:lesson>/practice/<slug:question>", ""): _course(
        "hats/practice/practice-hats", **{"answer-practice-hats": "A"}
    ),
    ("/courses/<slug:course>/again", ""): _again,
    ("/courses/<slug:course>/enroll", ""): _course("enroll"),
    ("/courses/<slug:course>/quiz/", ""): _course("quiz/"),
    ("/me/password", ""): _password,
    ("/me/sign-ins/end-others", ""): _others,
    ("/notices/read", ""): _notices,
    ("/policies/<slug:policy>/acknowledge", ""): _acknowledge,
    ("/records/employees/import/apply", ""): _apply,
    ("/records/employees/import/plan", ""): _plan,
    ("/set-password/<token>", ""): _link,
    ("/sign-in", ""): _sign_in,
    ("/sign-out", ""): _sign_out,
    ("/studio/<slug:course>/files/<file:name>", ""): _studio(
        f"files/{LESSON}", body="New words.", seen=sha256(IN_LESSON).hexdigest()
    ),
    ("/studio/<slug:course>/files/<file:name>/discard", ""): _drafted(
        f"files/{LESSON}/discard", IN_LESSON + b"\nMore.\n"
    ),
    ("/studio/<slug:course>/files/<file:name>/preview", ""): _studio(
        f"files/{LESSON}/preview", body="Words."
    ),
    ("/studio/<slug:course>/files/<file:name>/remove", ""): _studio(
        f"files/{LESSON}/remove", seen=sha256(IN_LESSON).hexdigest()
    ),
    ("/studio/<slug:course>/files/<file:name>/settle", ""): _drafted(f"files/{LESSON}/settle", IN_LESSON),
    ("/studio/<slug:course>/import", ""): _studio("import", file=QUESTIONS, lesson=FIRST_LESSON),
    ("/studio/<slug:course>/lessons/new", ""): _studio(
        "lessons/new", title="Next steps", slug="next-steps", module="0"
    ),
    ("/studio/<slug:course>/pictures/new", ""): _studio(
        "pictures/new", file=PICTURE, alt="A desk with a lamp", into=LESSON
    ),
    ("/studio/<slug:course>/preview/<slug:lesson>/practice/<slug:question>", ""): _studio(
        f"preview/{FIRST_LESSON}/practice/{FIRST_LESSON}-what-first",
        **{f"answer-{FIRST_LESSON}-what-first": "A"},
    ),
    ("/studio/<slug:course>/preview/quiz/", ""): _studio("preview/quiz/", seed="s", goto="mark"),
    ("/studio/<slug:course>/publish", ""): _drafted(
        "publish", b"", level="material", shown="material", note="More words."
    ),
    ("/studio/<slug:course>/questions/new", ""): _studio(
        "questions/new", kind="single choice", slug="new-one", file="quiz.md", lesson=FIRST_LESSON
    ),
    ("/studio/<slug:course>/reviews", ""): _ask_for_review,
    ("/studio/<slug:course>/reviews/<id:review_id>/answer", ""): _answer_review,
    ("/studio/new", ""): _begin,
    ("/unconferences/<slug:event>/breakouts/<id:breakout_id>/change/", "move"): _change(act="move"),
    ("/unconferences/<slug:event>/breakouts/<id:breakout_id>/change/", "seats"): _change(
        act="capacity", capacity=12
    ),
    ("/unconferences/<slug:event>/breakouts/<id:breakout_id>/change/", "cancel"): _change(
        act="cancel", reason="The host is ill."
    ),
    ("/unconferences/<slug:event>/breakouts/<id:breakout_id>/leave", ""): _seat("leave"),
    ("/unconferences/<slug:event>/breakouts/<id:breakout_id>/sign-up", ""): _seat("sign-up"),
    ("/unconferences/<slug:event>/phase", ""): _phase,
    ("/unconferences/<slug:event>/topics/", ""): _propose,
    (
        "/unconferences/<slug:event>/topics/<id:topic_id>/<any('host', 'step-back', 'withdraw'):act>",
        "host",
    ): _topic("host"),
    (
        "/unconferences/<slug:event>/topics/<id:topic_id>/<any('host', 'step-back', 'withdraw'):act>",
        "step-back",
    ): _topic("step-back", is_host=True),
    (
        "/unconferences/<slug:event>/topics/<id:topic_id>/<any('host', 'step-back', 'withdraw'):act>",
        "withdraw",
    ): _topic("withdraw"),
    ("/unconferences/<slug:event>/topics/<id:topic_id>/place/", ""): _place,
    ("/unconferences/new/", ""): _new,
    **ASSIGNMENTS,
    **HOME,
    **MAIL,
    **OWN,
    **TEAM,
    **VOIDS,
    **WAIVERS,
}

#: Buttons that show something and keep nothing.
SHOW_ONLY = {
    "/admin/outbox/test",
    "/assignments/new",
    "/courses/<slug:course>/<slug:lesson>/practice/<slug:question>",
    "/records/employees/import/plan",
    "/studio/<slug:course>/files/<file:name>/preview",
    "/studio/<slug:course>/preview/<slug:lesson>/practice/<slug:question>",
    "/studio/<slug:course>/preview/quiz/",
}
