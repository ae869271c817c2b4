"""What is measured on an open page: axe's findings, overflow, and how many bytes came over the wire."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE, BLINK = 10, 0.02
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const end = (one) => Math.round(one.getBoundingClientRect().right);
    return [...document.body.querySelectorAll('*')]
        .filter((one) => end(one) > wide && one.checkVisibility())
        .map((one) => `${one.tagName.toLowerCase()}.${one.className} reaches ${end(one)} of ${wide}`)
        .slice(0, 5)
        .concat([`the page is ${document.documentElement.scrollWidth} wide`]);
}"""


@cache
def _axe() -> str:
    if not AXE.exists():
        raise FileNotFoundError("axe-core is missing: `make test` installs it, or run `npm ci`.")
    return AXE.read_text(encoding="utf-8")


def findings(page: Page, *, without: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it looks now, one line for each element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    options = json.dumps(
        {
            "runOnly": TAGS,
            "resultTypes": ["violations"],
            "rules": {rule: {"enabled": False} for rule in without},
        }
    )
    result: dict[str, Any] = page.evaluate(f"() => axe.run(document, {options})")
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """What makes the page wider than the window."""
    found: list[str] = page.evaluate(OVERFLOW)
    return found


class Scales:
    """Weighs what a page loads over the wire, fonts apart."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: set[str] = set()
        self._kinds: dict[str, str] = {}
        self._bytes: dict[str, float] = {}
        client = page.context.new_cdp_session(page)
        client.on("Network.requestWillBeSent", self._asked)
        client.on("Network.responseReceived", self._began)
        client.on("Network.loadingFinished", self._ended)
        client.on("Network.loadingFailed", self._failed)
        client.on("Network.requestServedFromCache", self._kept)
        client.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self._open.add(event["requestId"])

    def _began(self, event: dict[str, Any]) -> None:
        self._kinds[event["requestId"]] = "Kept" if event["response"].get("fromDiskCache") else event["type"]

    def _ended(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = event["encodedDataLength"]
        self._open.discard(event["requestId"])

    def _failed(self, event: dict[str, Any]) -> None:
        self._open.discard(event["requestId"])

    def _kept(self, event: dict[str, Any]) -> None:
        self._kinds[event["requestId"]] = "Kept"

    def read(self) -> float:
        """The weight since the last reading, in kB, once all that the page asked for is there."""
        self._settle()
        weight = sum(
            size for id_, size in self._bytes.items() if self._kinds.get(id_) not in {"Kept", "Font"}
        )
        self._bytes.clear()
        return weight / 1000

    def _settle(self) -> None:
        # Not Playwright's "networkidle": that waits half a second longer, on every page.
        for _ in range(round(PATIENCE / BLINK)):
            self._page.wait_for_timeout(BLINK * 1000)
            if not self._open:
                return
        raise AssertionError(f"{self._page.url} still loads after {PATIENCE} seconds")
