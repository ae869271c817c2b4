"""The team: who is late comes first, nothing private is shown, and a reminder comes once a day."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.factories import assignments, attempts, content, people
from tests.factories import certification as certified
from tests.factories.people import HOSTILE
from tests.page import Page, text
from tests.statements import count_statements
from university.base import clock
from university.base.actor import Actor
from university.base.errors import Invalid, NotFound
from university.engines.catalog.model import ChangeLevel
from university.home import queries, services
from university.home.rules import TeamFilters
from university.learning.models import (
    Bookmark,
    CourseRating,
    LessonNote,
)
from university.outbox.models import Message, MessageState
from university.outbox.queries import list_messages
from university.people.queries import list_reports
from university.records.models import Fact, FactPayload
from university.storage import work

DAY = timedelta(days=1)
WHOLE = TeamFilters(is_whole=True)


@pytest.fixture
def boss(session, now):
    content.live(session, attempts.course(), content.certification(policies=()))
    return people.employee(session, name="Bo Boss")


@pytest.fixture
def team_of(session, boss):
    """Add somebody who reports to the boss."""

    def add(name, **special):
        return people.employee(session, **({"name": name, "manager_id": boss.id} | special))

    return add


def ask(session, person, due_on, now):
    return assignments.assign_to(session, person, due_on=due_on, now=now)


def states(session, boss, now, filters=WHOLE):
    found = queries.get_team(session, boss.id, filters, now=now)
    return [(one.name, one.verdict.state.value, one.verdict.words) for one in found.members]


def remind(session, boss, *pairs, words="", now):
    chosen = {}
    for person, cause in pairs:
        chosen.setdefault(person.id, set()).add(cause)
    with work.transaction(session):
        return services.remind(session, boss.id, chosen, words=words, by=Actor.employee(boss.id), now=now)


def cause(assignment):
    return f"assignment:{assignment.id}"


# ---- who is listed, and in which order


def test_what_is_late_comes_first_then_what_is_due_then_what_runs_then_the_rest(session, boss, team_of, now):
    fine, running, soon, late = (team_of(name) for name in ("Ann", "Ben", "Cem", "Dan"))
    ask(session, soon, date(2026, 12, 4), now)
    ask(session, late, date(2026, 11, 23), now)
    attempts.mark_done(session, running, ["hats"], now)

    assert states(session, boss, now + 3 * DAY) == [
        ("Dan", "overdue or expired", "“Course smu-1” overdue since Mon 23 Nov 2026"),
        ("Cem", "due soon", "“Course smu-1” due Fri 4 Dec 2026"),
        ("Ben", "under way", "1 of 2 done in “Course smu-1”"),
        ("Ann", "nothing open", "Nothing asked"),
    ]
    assert fine.name == "Ann"


def test_a_certificate_that_has_ended_counts_as_much_as_an_overdue_course(session, boss, team_of, now):
    lapsed, late = team_of("Ann"), team_of("Ben")
    certified.certificate(session, lapsed, policies=(), now=now - 400 * DAY)
    ask(session, late, date(2026, 11, 23), now)

    assert states(session, boss, now + 3 * DAY) == [
        ("Ann", "overdue or expired", "Certification cert-1 ended on Sun 18 Oct 2026"),
        ("Ben", "overdue or expired", "“Course smu-1” overdue since Mon 23 Nov 2026"),
    ]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(), "Certification cert-1 until Mon 22 Nov 2027"),
        (320 * DAY, "Certification cert-1 ends on Mon 22 Nov 2027"),
        (366 * DAY, "Certification cert-1 ended on Mon 22 Nov 2027"),
    ],
    ids=["holds", "ends soon", "has ended"],
)
def test_a_certificate_is_told_by_its_day(session, boss, team_of, now, after, words):
    certified.certificate(session, team_of("Ann"), policies=(), now=now)

    assert [line for _, _, line in states(session, boss, now + after)] == [words]


def test_a_course_to_be_taken_again_is_asked_and_late_like_any_other(session, boss, team_of, now):
    holder = team_of("Ann")
    attempts.complete(session, holder, now)
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."), now=now)

    (member,) = queries.get_team(session, boss.id, WHOLE, now=now + 70 * DAY).members

    assert member.verdict.words.startswith("“New” overdue since Thu 21 Jan 2027")
    assert member.owed[0].cause.startswith("retake:")


def test_direct_reports_are_listed_unless_all_are_asked_for(session, boss, team_of, now):
    lead = team_of("Ann")
    people.employee(session, name="Ben", manager_id=lead.id)

    assert [name for name, *_ in states(session, boss, now, TeamFilters())] == ["Ann"]
    assert [name for name, *_ in states(session, boss, now)] == ["Ann", "Ben"]


def test_whoever_has_left_or_has_another_manager_is_not_in_the_team(session, boss, team_of, now):
    team_of("Ann", left_on=date(2026, 11, 1))
    moved, other = team_of("Ben"), people.employee(session)
    with work.transaction(session):
        session.merge(moved).manager_id = other.id

    assert states(session, boss, now) == []
    assert [name for name, *_ in states(session, other, now)] == ["Ben"]
    with pytest.raises(NotFound):
        queries.get_person(session, boss.id, moved.id, now=now)


def test_a_ring_in_the_reporting_line_ends_and_nobody_is_in_a_team_of_their_own(session, boss, team_of, now):
    lead = team_of("Ann")
    with work.transaction(session):
        session.merge(boss).manager_id = lead.id

    assert [name for name, *_ in states(session, boss, now)] == ["Ann"]
    assert [name for name, *_ in states(session, lead, now)] == ["Bo Boss"]
    assert [one.name for one in list_reports(session, lead.id, today=now.date(), is_whole=True)] == [
        "Bo Boss"
    ]


def test_an_executive_sees_the_team_like_any_manager_and_stands_in_it_like_anybody(
    session, boss, team_of, page_of, now
):
    chief = people.employee(session, name="Chief", is_executive=True)
    with work.transaction(session):
        session.merge(boss).manager_id, session.merge(boss).is_executive = chief.id, True

    assert "Bo Boss" in text(page_of(chief).get("/team/"))


@pytest.mark.parametrize(
    ("asked", "names"),
    [("", ["Ann", "Ben", "Cem"]), ("due", ["Ann", "Ben"]), ("overdue", ["Ann"]), ("expired", ["Cem"])],
)
def test_each_filter_opens_its_list_and_each_count_is_the_length_of_it(
    app, session, boss, team_of, monkeypatch, now, asked, names
):
    late, soon, lapsed = (team_of(name) for name in ("Ann", "Ben", "Cem"))
    ask(session, late, date(2026, 11, 23), now)
    ask(session, soon, date(2026, 12, 4), now)
    certified.certificate(session, lapsed, policies=(), now=now - 400 * DAY)
    monkeypatch.setattr(clock, "now", lambda: now + 3 * DAY)

    answer = Page(app, people.sign_in(session, boss, now=now + 3 * DAY)).get(f"/team/?show={asked}").text

    assert sorted(listed(answer)) == names
    count = re.search(
        r'aria-current="true">.{0,300}?class="chip__count">(\d+)<',
        answer[answer.index("Show</p>") :],
        re.DOTALL,
    )
    assert count
    assert int(count[1]) == len(names)


def listed(answer):
    return re.findall(r'<th scope="row"><a href="/team/\d+/">(.+?)</a>', answer)


def test_a_name_is_found_among_many_and_long_teams_are_paged(session, boss, team_of, page_of, now):
    for number in range(52):
        team_of(f"Person x{number:02}")
    browser = page_of(boss)

    assert len(listed(browser.get("/team/").text)) == 50
    assert listed(browser.get("/team/?page=2").text) == ["Person x50", "Person x51"]
    assert listed(browser.get("/team/?page=99").text) == ["Person x50", "Person x51"]
    assert listed(browser.get("/team/?q=person+X07").text) == ["Person x07"]
    assert "Nobody fits" in text(browser.get("/team/?q=zzz"))


def test_the_order_is_the_same_every_time(session, boss, team_of, now):
    for _ in range(3):
        ask(session, team_of("Ann"), date(2026, 12, 4), now)

    found = [one.employee_id for one in queries.get_team(session, boss.id, WHOLE, now=now).members]

    assert found == sorted(found)


def test_a_team_takes_the_same_statements_for_one_person_and_for_three(session, boss, team_of, now):
    def everything(name):
        attempts.complete(session, team_of(name), now)
        person = team_of(name)
        ask(session, person, date(2026, 12, 4), now)
        attempts.mark_done(session, person, ["hats"], now)

    everything("Ann")
    queries.get_team(session, boss.id, WHOLE, now=now)
    with count_statements(session) as one:
        queries.get_team(session, boss.id, WHOLE, now=now)
    everything("Ben")
    everything("Cem")
    queries.get_team(session, boss.id, WHOLE, now=now)

    with count_statements(session) as three:
        queries.get_team(session, boss.id, WHOLE, now=now)

    assert three.count == one.count <= 7


# ---- what is taken along


def table(answer):
    """The cells of the page's table, as texts."""
    rows = re.findall(r"<tr>(.*?)</tr>", answer, re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", cell)).strip() for cell in row[1:]] for row in cells]


def test_screen_csv_and_xlsx_say_the_same(session, boss, team_of, page_of, now):
    ask(session, team_of("Ann"), date(2026, 12, 4), now)
    certified.certificate(session, team_of("Ben"), policies=(), now=now)
    browser = page_of(boss)

    screen = table(browser.get("/team/").text)
    lines = list(csv.reader(io.StringIO(browser.get("/team/team.csv").text)))
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/team/team.xlsx").data)).active
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]

    def shown(row):
        day = date.fromisoformat(row[5]) if row[5] else None
        due = f"{day.day} {day:%B %Y}" if day else ""
        return [row[0], row[1].replace("; ", " "), row[2].capitalize(), *row[3:5], due, *row[6:]]

    assert screen == [lines[0], *map(shown, lines[1:])]
    assert [[str(cell or "") if cell != 0 else "0" for cell in row] for row in cells] == [
        [f"{value} 00:00:00" if place == 5 and value and number else value for place, value in enumerate(row)]
        for number, row in enumerate(lines)
    ]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s", "n", "n", "d", "s", "s", "s"]


def test_an_export_takes_the_filters_and_is_a_fact(session, boss, team_of, page_of, now):
    ask(session, team_of("Ann"), date(2026, 12, 4), now)
    team_of("Ben")

    lines = page_of(boss).get("/team/team.csv?show=due&reach=all").text.splitlines()

    assert len(lines) == 2
    fact = session.scalars(select(Fact).where(Fact.kind == "team.exported")).one()
    payload = session.scalars(select(FactPayload.payload).where(FactPayload.fact_number == fact.number)).one()
    assert (fact.actor, fact.subject) == (f"employee:{boss.id}", "export:csv")
    assert payload == {"reach": "all", "show": "due", "rows": 1}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "\t=1", HOSTILE])
def test_a_name_is_never_a_formula_or_markup(session, boss, team_of, page_of, name):
    person = team_of(name)
    browser = page_of(boss)

    lines = list(csv.reader(io.StringIO(browser.get("/team/team.csv").text)))
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/team/team.xlsx").data)).active

    assert lines[1][0][:1] not in "=+-@\t"
    assert sheet["A2"].data_type == "s"
    for path in ("/team/", f"/team/{person.id}/"):
        assert "<img src=x" not in browser.get(path).text


def test_an_empty_team_can_be_taken_along_too(session, boss, team_of, page_of):
    team_of("Ann")
    browser = page_of(boss)

    assert len(browser.get("/team/team.csv?q=zzz").text.splitlines()) == 1
    assert openpyxl.load_workbook(io.BytesIO(browser.get("/team/team.xlsx?q=zzz").data)).active.max_row == 1


# ---- one person


def test_a_person_shows_what_is_asked_by_whom_done_and_held(session, boss, team_of, page_of, now):
    person = team_of("Ann")
    attempts.complete(session, person, now)
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."), now=now)
    words = text(page_of(boss).get(f"/team/{person.id}/"))

    assert "It changed; to be taken again for Certification cert-1" in words
    assert "Completed 22 November 2026" in words
    assert "Certification cert-1 until Mon 22 Nov 2027" in words
    assert "Complete New with at least 80% Completed," in words


def test_the_trace_is_that_of_the_employee_save_the_scores(session, boss, team_of, page_of, now):
    person = team_of("Ann")
    certified.complete(session, person, score=70, now=now)

    (one,) = queries.get_person(session, boss.id, person.id, now=now).certified
    words = text(page_of(boss).get(f"/team/{person.id}/"))

    assert [line.fact for line in one.trace.lines] == ["Completed, with less than this asks for"]
    assert one.trace.standing == "not earned"
    assert "Why not certified?" in words
    assert "70%" not in words


def test_a_certification_that_somebody_has_not_begun_is_only_named(session, boss, team_of, page_of, now):
    person = team_of("Ann")

    assert "Not begun: Certification cert-1." in text(page_of(boss).get(f"/team/{person.id}/"))


@pytest.mark.parametrize("who", ["a colleague", "the manager", "oneself", "somebody who left", "nobody"])
def test_who_is_not_in_the_line_cannot_be_found(session, boss, team_of, page_of, who):
    team_of("Ann")
    above = people.employee(session)
    with work.transaction(session):
        session.merge(boss).manager_id = above.id
    ids = {
        "a colleague": people.employee(session).id,
        "the manager": above.id,
        "oneself": boss.id,
        "somebody who left": team_of("Ben", left_on=date(2026, 11, 1)).id,
        "nobody": 999_999,
    }

    assert "no such person in your team" in text(page_of(boss).get(f"/team/{ids[who]}/", status=404))
    page_of(boss).get(f"/team/reminder?person={ids[who]}", status=404)
    page_of(boss).post("/team/remind", status=404, chosen=f"{ids[who]} assignment:1")


def test_whoever_leads_nobody_has_no_team(session, now, page_of):
    page_of(people.employee(session)).get("/team/", status=403)


SECRETS = ("planted note", "planted rating")


def test_nothing_private_is_on_any_page_or_in_any_export_of_a_manager(session, boss, team_of, page_of, now):
    person = team_of("Ann")
    ask(session, person, date(2026, 12, 4), now)
    attempts.mark_done(session, person, ["hats"], now)
    wrong = attempts.sit(session, person, attempts.WRONG | {"who": "b"}, now)
    assignment = ask(session, person, date(2026, 12, 24), now)
    with work.transaction(session):
        session.add_all(
            [
                LessonNote(
                    employee_id=person.id,
                    course="smu-1",
                    lesson="hats",
                    text=SECRETS[0],
                    revision=1,
                    saved_at=now,
                ),
                Bookmark(employee_id=person.id, course="smu-1", lesson="share", made_at=now),
                CourseRating(
                    course="smu-1",
                    version_id=wrong.version_id,
                    employee_id=person.id,
                    stars=1,
                    comment=SECRETS[1],
                    is_named=True,
                    rated_at=now,
                ),
            ]
        )
    browser = page_of(boss)

    paths = [
        "/team/",
        "/team/?reach=all",
        f"/team/{person.id}/",
        f"/team/reminder?person={person.id}",
        "/team/team.csv",
    ]
    texts = [browser.get(path).text for path in paths]
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/team/team.xlsx").data)).active
    texts.append(str(list(sheet.iter_rows(values_only=True))))

    shown = " ".join(texts)
    assert [word for word in (*SECRETS, "About share", f"{wrong.score}%", "attempt") if word in shown] == []
    assert cause(assignment) not in texts[0]


# ---- reminders


def told(session, person):
    session.expire_all()
    return [one for one in list_messages(session, person.id) if one.kind == "reminder"]


def test_a_reminder_names_the_manager_the_course_its_day_and_the_words(session, boss, team_of, now):
    person = team_of("Ann")
    asked = ask(session, person, date(2026, 12, 4), now)

    done = remind(session, boss, (person, cause(asked)), words="Before the fair, please.", now=now)

    (message,) = told(session, person)
    assert done.words == "1 person was reminded."
    assert message.subject == "Bo Boss reminds you of “Course smu-1”"
    assert message.words == (
        "It is due Fri 4 Dec 2026, end of day (Berlin). Bo Boss writes: Before the fair, please."
    )
    assert (message.about, message.path) == (cause(asked), "/courses/smu-1/")
    fact = session.scalars(select(Fact).where(Fact.kind == "assignment.reminded")).one()
    assert (fact.subject, fact.actor, fact.employee_id) == (cause(asked), f"employee:{boss.id}", person.id)


def test_one_reminder_a_day_for_a_course_whoever_sends_it(session, boss, team_of, now):
    lead = team_of("Lea")
    person = people.employee(session, name="Ann", manager_id=lead.id)
    idle = team_of("Ian")
    asked = ask(session, person, date(2026, 12, 4), now)

    remind(session, lead, (person, cause(asked)), now=now)
    again = remind(
        session, boss, (person, cause(asked)), (idle, "assignment:77"), now=now + timedelta(hours=3)
    )
    tomorrow = remind(session, boss, (person, cause(asked)), now=now + DAY)

    assert again.words == "0 people were reminded, 1 was reminded today already, 1 has nothing open."
    assert tomorrow.words == "1 person was reminded."
    assert len(told(session, person)) == 2
    assert (
        session.scalar(select(func.count()).select_from(Fact).where(Fact.kind == "assignment.reminded")) == 2
    )


def test_two_tabs_and_two_managers_at_once_remind_once(session, boss, team_of, page_of, now):
    lead = team_of("Lea")
    person = people.employee(session, name="Ann", manager_id=lead.id)
    asked = ask(session, person, date(2026, 12, 4), now)
    chosen = f"{person.id} {cause(asked)}"
    tabs = [page_of(who) for who in (boss, lead, boss, lead)]

    with ThreadPoolExecutor(len(tabs)) as pool:
        send = pool.map(lambda tab: tab.post("/team/remind", chosen=chosen), tabs)
        assert {answer.status_code for answer in send} == {303}

    assert len(told(session, person)) == 1


def test_a_course_to_be_taken_again_is_reminded_of_like_any_other(session, boss, team_of, now):
    person = team_of("Ann")
    attempts.complete(session, person, now)
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."), now=now)
    (member,) = queries.get_team(session, boss.id, WHOLE, now=now).members

    remind(session, boss, (person, member.owed[0].cause), now=now)

    (message,) = told(session, person)
    assert message.about == member.owed[0].cause
    assert session.scalars(select(Fact.subject).where(Fact.kind == "retake.reminded")).one() == message.about


def test_the_day_is_that_of_the_person(session, boss, team_of, now):
    person = team_of("Ann", zone="Pacific/Auckland")
    asked = ask(session, person, date(2026, 12, 4), now)
    before_midnight = now.replace(hour=10, minute=30)

    remind(session, boss, (person, cause(asked)), now=before_midnight)
    after = remind(session, boss, (person, cause(asked)), now=before_midnight + timedelta(hours=1))

    assert after.told == 1


def test_a_reminder_is_taken_back_as_soon_as_the_course_is_done(session, boss, team_of, now):
    person = team_of("Ann")
    asked = ask(session, person, date(2026, 12, 4), now)
    remind(session, boss, (person, cause(asked)), now=now)

    attempts.complete(session, person, now)

    (message,) = told(session, person)
    assert message.state is MessageState.WITHDRAWN
    assert remind(session, boss, (person, cause(asked)), now=now + DAY).nothing == 1


@pytest.mark.parametrize(
    ("words", "many"), [("x" * 301, 1), ("", 501)], ids=["too many words", "too many people"]
)
def test_a_reminder_has_its_bounds(session, boss, team_of, now, words, many):
    team_of("Ann")
    chosen = {number: {"assignment:1"} for number in range(1, many + 1)}

    with pytest.raises(Invalid), work.transaction(session):
        services.remind(session, boss.id, chosen, words=words, by=Actor.employee(boss.id), now=now)


def test_the_page_shows_who_will_be_reminded_of_what_before_it_is_sent(session, boss, team_of, page_of, now):
    ann, ben, ian = team_of("Ann"), team_of("Ben"), team_of("Ian")
    first, second = ask(session, ann, date(2026, 12, 4), now), ask(session, ben, date(2026, 12, 5), now)
    browser = page_of(boss)

    answer = browser.get(f"/team/reminder?person={ann.id}&person={ben.id}&person={ian.id}")
    assert "Remind 2 people" in text(answer)
    assert "Nothing is open for Ian" in text(answer)

    chosen = [f"{ann.id} {cause(first)}", f"{ben.id} {cause(second)}"]
    assert "2 people were reminded." in text(browser.follow("/team/remind", chosen=chosen, words="Please."))
    assert "Remind 2 people" in text(browser.get("/team/reminder?show=due"))


def test_without_a_choice_or_with_too_many_words_the_page_asks_again(session, boss, team_of, page_of, now):
    ann = team_of("Ann")
    asked = ask(session, ann, date(2026, 12, 4), now)
    browser = page_of(boss)

    nothing = browser.post("/team/remind", status=422)
    long = browser.post("/team/remind", status=422, chosen=f"{ann.id} {cause(asked)}", words="x" * 301)

    assert "Tick at least one course" in text(nothing)
    assert "Say it in 300 characters at most" in text(long)
    assert session.scalar(select(func.count()).select_from(Message).where(Message.kind == "reminder")) == 0


@pytest.mark.parametrize("value", ["x assignment:1", "-1 a", "99999999999 a", ""])
def test_a_broken_choice_is_refused(session, boss, team_of, page_of, value):
    team_of("Ann")

    page_of(boss).post("/team/remind", status=422, chosen=value)


def test_managers_have_a_desk_and_others_have_none(session, boss, team_of, page_of):
    person = team_of("Ann")

    assert 'href="/team/"' in page_of(boss).get("/").text
    assert 'href="/team/"' not in page_of(person).get("/").text
