"""The unconference: a wish on the wall, its place in the grid, seats, the waiting list and the calendar."""

from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.screens.unconference import BreakoutPage, EventPage, PlaceTopic, Timetable, TopicWall
from university.people.models import Role
from university.unconference.models import Breakout, Signup, Topic
from university.unconference.rules import Phase

WISH = "How do we answer an angry customer?"


def signups(site, breakout_id: int) -> int:
    return site.session.scalar(select(func.count()).select_from(Signup).filter_by(breakout_id=breakout_id))


def test_a_wish_gets_its_place_its_seats_and_a_waiting_list_that_moves_up(site, page_for, hand):
    event = site.event(phase=Phase.PROPOSING).slug
    first, second = site.person(), site.person()
    wall = TopicWall(page_for(first), hand)
    wall.open(event=event)
    wall.propose(WISH)
    wall.expect_words(WISH)

    organizer = page_for(site.person(Role.ORGANIZER))
    about = EventPage(organizer, hand)
    about.open(event=event)
    for phase in (Phase.VOTING, Phase.SCHEDULING):
        about.move_on_to(phase)
    Timetable(organizer, hand).open(event=event).follow("Place it")
    PlaceTopic(organizer, hand).place(seats=1)
    about.open(event=event)
    about.move_on_to(Phase.PUBLISHED)

    breakout = site.session.scalars(select(Breakout).join(Topic).where(Topic.title == WISH)).all()[-1].id
    holder, waiter = BreakoutPage(page_for(first), hand), BreakoutPage(page_for(second), hand)
    holder.open(event=event, breakout=breakout)
    holder.press("Sign up")
    holder.expect_part("Your seat")
    waiter.open(event=event, breakout=breakout)
    waiter.press("Join the waiting list")
    waiter.expect_part("You wait")
    holder.press("Leave this session")
    expect(holder.page.locator("#seat")).not_to_have_text("Your seat")
    waiter.open(event=event, breakout=breakout)
    waiter.expect_part("Your seat")
    waiter.page.goto("/notices/")
    waiter.expect_words(WISH)

    calendar = waiter.page.request.get(f"/unconferences/{event}/agenda.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text().count("BEGIN:VEVENT") == 1
    assert "angry customer" in calendar.text().replace("\r\n ", "")


def test_double_clicks_propose_one_topic_and_take_one_seat(site, page_for):
    person = site.person()
    event = site.event(phase=Phase.PROPOSING)
    wall = TopicWall(page_for(person))
    wall.open(event=event.slug)
    wall.fill("What should we talk about?", "Asked twice, heard once")
    wall.button("Put it on the wall").dblclick()
    expect(wall.page.locator(".topic__title")).to_have_text(["Asked twice, heard once"])

    published = site.event()
    place = site.breakout(published, person).id
    breakout = BreakoutPage(wall.page)
    breakout.open(event=published.slug, breakout=place)
    breakout.button("Sign up").dblclick()
    breakout.expect_part("Your seat")

    assert signups(site, place) == 1
