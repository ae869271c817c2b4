"""Wait until a page does all that its scripts do for it, and no longer."""

from playwright.sync_api import Page

# Asks for the modules that the page itself asks for: they come in the order they were asked for, so ours is later.
BEHAVIORS = """() => Promise.all([...document.querySelectorAll('[data-behavior]')]
    .flatMap((one) => one.dataset.behavior.split(/\\s+/))
    .map((name) => import(`/static/js/${name}.js`).catch(() => null)))
    .then(() => document.fonts.ready).then(() => null)"""
HAS_SCRIPT = "() => matchMedia('(scripting: enabled)').matches"


def settle(page: Page) -> None:
    """Wait until the page is loaded with its fonts, and each of its behaviors has started."""
    page.wait_for_load_state("load")
    if page.evaluate(HAS_SCRIPT):
        page.evaluate(BEHAVIORS)
