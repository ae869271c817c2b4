"""The parts of our pages that commands print: `python -m tests.printed` writes them anew."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import printed_pages

ROOT = Path(__file__).resolve().parents[1]
README, ACCESS = ROOT / "README.md", ROOT / "docs" / "access.md"


def said_by(command: str) -> str:
    """What `university` prints for a command when nothing is set."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_")}
    with tempfile.TemporaryDirectory() as data:
        run = subprocess.run(
            [sys.executable, "-m", "university.cli", command],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            env=plain | {"UNIVERSITY_DATA_FOLDER": data, "UNIVERSITY_LOG_LEVEL": "ERROR"},
        )
    return run.stdout.strip()


def settings() -> str:
    """The table of settings."""
    return said_by("settings")


def access() -> str:
    """The access table, as a block of text."""
    return f"```text\n{said_by('access')}\n```"


def between(page: Path, mark: str) -> str:
    """The part of a page between its two marks."""
    text = page.read_text(encoding="utf-8")
    return text.split(f"<!-- {mark} -->\n", 1)[1].split(f"<!-- /{mark} -->", 1)[0].strip()


def write(page: Path, mark: str, body: str) -> None:
    """Put a printed part between its two marks."""
    before, rest = page.read_text(encoding="utf-8").split(f"<!-- {mark} -->\n", 1)
    after = rest.split(f"<!-- /{mark} -->", 1)[1]
    page.write_text(f"{before}<!-- {mark} -->\n{body}\n<!-- /{mark} -->{after}", encoding="utf-8")


if __name__ == "__main__":
    write(README, "settings", settings())
    write(ACCESS, "access", access())
    for page, text in printed_pages.pages().items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
