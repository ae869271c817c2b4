"""Which browser it is, in the words its owner would use."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """Say "Firefox on Windows" for what a browser calls itself; nothing of its own text is kept."""
    browser = next((words for sign, words in _BROWSERS if sign in agent), "A browser")
    machine = next((words for sign, words in _MACHINES if sign in agent), "an unknown system")
    return f"{browser} on {machine}"
