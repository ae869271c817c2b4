"""The line that greets a person: their state in words, before anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class State:
    """How many things stand how; ``due`` are the days of what is asked and not overdue, in any order.

    What has a day counts there alone, and in none of the other numbers.
    """

    overdue: int = 0
    due: Sequence[date] = ()
    running: int = 0
    to_retake: int = 0
    to_start: int = 0
    to_sign: int = 0
    done: int = 0


def greeting(state: State, today: date) -> str:
    """Say in a sentence or two how things stand."""
    sentences = [_joined(list(_dated(state, today)), "and"), _joined(list(_undated(state)), "and")]
    if words := " ".join(sentence for sentence in sentences if sentence):
        return words
    if state.done:
        counted = _counted(state.done, "course", "courses").capitalize()
        return f"Everything asked of you is done. {counted} completed."
    return "Nothing is asked of you just now. Look around, and begin whatever helps you."


def _dated(state: State, today: date) -> Iterator[str]:
    """What is late, then what comes within a week; only without both what comes later."""
    if state.overdue:
        yield _counted(state.overdue, "is overdue", "are overdue", noun=True)
    soon = [day for day in state.due if day - today < WEEK]
    if soon:
        yield _due(soon, today, noun=not state.overdue)
    elif state.due and not state.overdue:
        yield _due(state.due, today, noun=True)


def _due(days: Sequence[date], today: date, *, noun: bool) -> str:
    last = max(days)
    when = _day_words(last, today)
    one = f"is due {when}" if last - today < WEEK else f"is due by {when}"
    return _counted(len(days), one, f"are due by {when.removeprefix('on ')}", noun=noun)


def _day_words(day: date, today: date) -> str:
    """A day within a week by its name, a later one by its date."""
    if day == today:
        return "today"
    if day - today == timedelta(days=1):
        return "tomorrow"
    if day - today < WEEK:
        return f"on {WEEKDAYS[day.weekday()]}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {day:%B}{year}"


def _undated(state: State) -> Iterator[str]:
    has_dates = bool(state.overdue or state.due)
    more = "more " if has_dates else ""
    if state.running:
        yield _counted(state.running, f"{more}course is under way", f"{more}courses are under way")
    if state.to_retake:
        yield _counted(
            state.to_retake, "is to be taken again", "are to be taken again", noun=not state.running
        )
    if state.to_start:
        more = "more " if has_dates or state.running else ""
        noun = not (more or state.to_retake)
        yield _counted(state.to_start, f"{more}waits to be started", f"{more}wait to be started", noun=noun)
    if state.to_sign:
        yield _counted(state.to_sign, "policy waits for your signature", "policies wait for your signature")


CERTIFIED = {
    "valid": "You hold {title} until {day}.",
    "expiring": "{title} ends soon, on {day}.",
    "expired": "{title} ended on {day}, and its permission with it.",
    "revoked": "{title} was revoked, and its permission with it.",
}
LAPSED = frozenset({"expired", "revoked"})


def certificate_words(standing: str, title: str, day: str) -> str:
    """Say what a certificate is worth now, for the greeting; nothing where there is none."""
    return CERTIFIED.get(standing, "").format(title=title, day=day)


def _counted(number: int, one: str, many: str, *, noun: bool = False) -> str:
    word = WORDS[number] if number < len(WORDS) else str(number)
    subject = f"{word} {'course' if number == 1 else 'courses'}" if noun else word
    return f"{subject} {one if number == 1 else many}"


def _joined(parts: list[str], last: str) -> str:
    if not parts:
        return ""
    sentence = f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return f"{sentence[:1].upper()}{sentence[1:]}."
