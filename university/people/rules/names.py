"""What a name is shortened to."""


def initials(name: str) -> str:
    """One or two letters that stand for a face: the first of the first word and of the last."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
