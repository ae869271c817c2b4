"""The line that greets a person: their state in words, before anything else."""

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def greeting(*, running: int, to_start: int, to_sign: int, done: int, to_retake: int = 0) -> str:
    """Say in a sentence or two how things stand."""
    parts = []
    if running:
        parts.append(_counted(running, "course is under way", "courses are under way"))
    if to_retake:
        parts.append(_counted(to_retake, "is to be taken again", "are to be taken again", noun=not running))
    if to_start:
        more = "more " if running else ""
        parts.append(
            _counted(to_start, f"{more}waits to be started", f"{more}wait to be started", noun=not running)
        )
    if to_sign:
        parts.append(_counted(to_sign, "policy waits for your signature", "policies wait for your signature"))
    if parts:
        return f"{_joined(parts)}."
    if done:
        return (
            f"Everything asked of you is done. {_counted(done, 'course', 'courses').capitalize()} completed."
        )
    return "Nothing is asked of you just now. Look around, and begin whatever helps you."


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


def _joined(parts: list[str]) -> str:
    sentence = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return sentence[:1].upper() + sentence[1:]
