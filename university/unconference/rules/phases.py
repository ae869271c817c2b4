"""The phases of an unconference: what each opens, and its words for the page."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    """Where an unconference stands, in this order."""

    SETUP = "setup"
    PROPOSING = "proposing"
    VOTING = "voting"
    SCHEDULING = "scheduling"
    PUBLISHED = "published"
    LIVE = "live"
    WRAPPED = "wrapped"
    ARCHIVED = "archived"


class Act(StrEnum):
    """What people do in an unconference, each in its phases."""

    PROPOSE = "propose a topic"
    HOST = "offer to host a topic"
    VOTE = "say which topics interest you"
    PLACE = "place sessions"
    SEE_TIMETABLE = "see the timetable"
    SIGN_UP = "sign up"
    LEAVE = "leave a session"


_PHASES_OF = {
    Act.PROPOSE: {Phase.PROPOSING},
    Act.HOST: {Phase.PROPOSING, Phase.VOTING, Phase.SCHEDULING, Phase.PUBLISHED, Phase.LIVE},
    Act.VOTE: {Phase.VOTING},
    Act.PLACE: {Phase.SCHEDULING, Phase.PUBLISHED, Phase.LIVE},
    Act.SEE_TIMETABLE: {Phase.PUBLISHED, Phase.LIVE, Phase.WRAPPED, Phase.ARCHIVED},
    Act.SIGN_UP: {Phase.PUBLISHED, Phase.LIVE},
    Act.LEAVE: {Phase.SCHEDULING, Phase.PUBLISHED, Phase.LIVE},
}


def is_open(act: Act, phase: Phase) -> bool:
    """Say whether an act is open in a phase."""
    return phase in _PHASES_OF[act]


def phases_from(phase: Phase) -> tuple[Phase, ...]:
    """List the phases an organizer may move on or back to: the neighbors; nothing leaves the archive."""
    if phase is Phase.ARCHIVED:
        return ()
    order = list(Phase)
    here = order.index(phase)
    return tuple(order[max(here - 1, 0) : here] + order[here + 1 : here + 2])


@dataclass(frozen=True)
class PhaseWords:
    """A phase as people read it: what is so now, what they can do, and what comes next."""

    now: str
    you_can: str
    next: str


_WORDS = {
    Phase.SETUP: PhaseWords(
        "Only organizers see this page yet.",
        "Check the times and rooms, then open the wall for topics.",
        "Everybody can propose topics.",
    ),
    Phase.PROPOSING: PhaseWords(
        "The wall is open for topics.",
        "Propose what you want to talk about: a title is enough. Offer to host a topic, yours or another's.",
        "The wall closes for new topics, and everybody reads it.",
    ),
    Phase.VOTING: PhaseWords(
        "The wall is complete: no new topics now.",
        "Read the wall, and offer to host a topic that has no host.",
        "The organizers place the topics in rooms and times.",
    ),
    Phase.SCHEDULING: PhaseWords(
        "The organizers are making the timetable.",
        "Offer to host a topic that still has no host.",
        "The timetable is published, and sign-up opens.",
    ),
    Phase.PUBLISHED: PhaseWords(
        "The timetable is out, and sign-up is open.",
        "Choose your sessions. Where seats are gone, the waiting list moves up by itself.",
        "The day itself. Sign-up for a session stays open until it starts.",
    ),
    Phase.LIVE: PhaseWords(
        "It is happening now.",
        "Go where you learn or help most. Sign-up for a session is open until it starts.",
        "The unconference ends, and the timetable stays here to look things up.",
    ),
    Phase.WRAPPED: PhaseWords(
        "This unconference is over. Thank you for making it.",
        "Look up what was talked about, and with whom.",
        "It moves to the archive.",
    ),
    Phase.ARCHIVED: PhaseWords(
        "This unconference is over and kept as it was.",
        "Look up what was talked about, and with whom.",
        "Nothing: it stays as it is.",
    ),
}


def phase_words(phase: Phase) -> PhaseWords:
    """Give the words of a phase."""
    return _WORDS[phase]


def closed_words(act: Act, phase: Phase) -> str:
    """Say why an act is not open in a phase, and when it is."""
    order = list(Phase)
    opens = min(_PHASES_OF[act], key=order.index)
    if order.index(phase) < order.index(opens):
        return f"It is too early to {act.value}. That opens in the phase “{opens.value}”."
    return f"It is too late to {act.value}. This unconference is in the phase “{phase.value}”."


def is_past(starts_on: date, phase: Phase, today: date) -> bool:
    """Say whether an unconference belongs among the past ones."""
    return phase in {Phase.WRAPPED, Phase.ARCHIVED} or starts_on < today
