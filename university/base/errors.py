"""Refusals: each is named for what is refused and carries words that a person may read."""


class Refusal(Exception):
    """An act that may not happen now; ``str(refusal)`` says why, and what to do instead."""


class NotFound(Refusal):
    """There is no such thing, or it belongs to somebody else."""


class NotAllowed(Refusal):
    """The person is known, but has no part in this act."""


class Closed(Refusal):
    """It was open once, or will be; it is not open now."""


class NotEarned(Refusal):
    """Something is still missing before this may be given; ``way`` leads there: words, and a path."""

    def __init__(self, words: str, *, way: tuple[str, str] | None = None) -> None:
        """Keep the way beside the words."""
        super().__init__(words)
        self.way = way


class Clash(Refusal):
    """It would collide with what is already there."""


class Invalid(Refusal):
    """What was sent cannot be understood or is outside its bounds."""


class TooMany(Refusal):
    """Too many tries in too short a time; ``retry_after`` tells the seconds to wait."""

    def __init__(self, words: str, *, retry_after: int) -> None:
        """Keep the wait beside the words."""
        super().__init__(words)
        self.retry_after = retry_after


class Busy(Refusal):
    """The database was held by others for longer than we wait; nothing was written."""


class StorageFull(Refusal):
    """The disk took no more; nothing was written."""


class Unavailable(Refusal):
    """A part that this needs is not installed or does not answer."""


class BadSettings(Exception):
    """The settings do not allow a safe start; the words name each fault and its mend."""


class NewerDatabase(Exception):
    """A later release has changed the tables; this one must leave them alone."""
