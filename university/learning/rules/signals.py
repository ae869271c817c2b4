"""What may be noted about a sign that attempts may not be somebody's own work."""

from university.base.errors import Invalid

SHORTEST_FINDING, LONGEST_FINDING = 3, 1000


def checked_finding(words: str) -> str:
    """Give what was found without blanks around it; raises ``Invalid`` for words too few or too many."""
    found = words.strip()
    if not SHORTEST_FINDING <= len(found) <= LONGEST_FINDING:
        raise Invalid(f"Say what you found, in {SHORTEST_FINDING} to {LONGEST_FINDING} characters.")
    return found
