"""Which passwords are taken, in words for whoever chooses one."""

from collections.abc import Collection

SHORTEST = 12
LONGEST = 128
#: Shorter pieces of a name stand in too many good passwords to be refused.
_TELLING = 4


def password_faults(password: str, *, name: str, email: str, known: Collection[str]) -> list[str]:
    """Say what stands against a password; empty when nothing does.

    Length is what counts: any character is welcome and no mixture is asked for. ``known`` holds leaked
    passwords in lower case. Nothing is trimmed or folded for keeping: the caller hashes it exactly as
    given here.
    """
    faults = []
    if len(password) < SHORTEST:
        faults.append(f"Use at least {SHORTEST} characters. Three or four words that you remember do well.")
    if len(password) > LONGEST:
        faults.append(f"Use at most {LONGEST} characters.")
    if password.casefold() in known:
        faults.append("This password is known from leaks and is tried first. Choose another.")
    if _names(password, name, email):
        faults.append("Leave your name and your address out of it: they are easy to guess.")
    return faults


def _names(password: str, name: str, email: str) -> bool:
    folded = password.casefold()
    local, _, domain = email.casefold().partition("@")
    telling = {local, domain, name.casefold(), "".join(name.casefold().split())}
    return any(len(piece) >= _TELLING and piece in folded for piece in telling)
