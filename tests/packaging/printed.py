"""The parts of our pages that the commands print; run as a module to write them anew."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README, ACCESS = ROOT / "README.md", ROOT / "docs" / "access.md"


def said_by(command: str) -> str:
    """What `university` prints for a command, under the settings of a fresh checkout."""
    run = subprocess.run(
        [sys.executable, "-m", "university.cli", command],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
    )
    return run.stdout.strip()


def between(text: str, mark: str) -> str:
    """The part of a page between its two marks."""
    return text.split(f"<!-- {mark} -->\n", 1)[1].split(f"<!-- /{mark} -->", 1)[0].strip().removeprefix(
        "```text\n"
    ).removesuffix("\n```")


def write(page: Path, mark: str, body: str) -> None:
    """Put a printed part between its marks."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(f"<!-- {mark} -->\n", 1)
    after = rest.split(f"<!-- /{mark} -->", 1)[1]
    page.write_text(f"{before}<!-- {mark} -->\n{body}\n<!-- /{mark} -->{after}", encoding="utf-8")


if __name__ == "__main__":
    write(README, "settings", said_by("settings"))
    write(ACCESS, "access", f"```text\n{said_by('access')}\n```")
