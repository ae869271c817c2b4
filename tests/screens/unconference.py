"""The pages of an unconference."""

from playwright.sync_api import expect

from tests.screens.screen import Screen


class TopicWall(Screen):
    """What people want to talk about."""

    path = "/unconferences/{event}/topics/"

    def propose(self, title: str) -> None:
        """Put a topic on the wall."""
        self.fill("What should we talk about?", title)
        self.press("Put it on the wall")


class EventPage(Screen):
    """One unconference."""

    path = "/unconferences/{event}/"

    def move_on_to(self, phase: str) -> None:
        """As an organizer, move the event on."""
        self.press(f"On to “{phase}”")


class Timetable(Screen):
    """The grid, and for organizers the topics without a place."""

    path = "/unconferences/{event}/timetable/"


class PlaceTopic(Screen):
    """The organizer gives a topic its place."""

    path = "/unconferences/{event}/topics/{topic}/place/"

    def place(self, seats: int) -> None:
        """Take the first free place, with so many seats."""
        self.fill("Seats", str(seats))
        self.press("Place it here")


class BreakoutPage(Screen):
    """One session: a seat, or a place in the waiting list."""

    path = "/unconferences/{event}/breakouts/{breakout}/"

    def expect_part(self, words: str) -> None:
        """Wait until the page says what the reader is in this session."""
        expect(self.page.locator("#seat")).to_have_text(words)
