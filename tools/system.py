"""Bring what pip and npm cannot: libraries for PDF, programs for tests; or print the one command that does.

Run as ``python tools/system.py venv|pdf|test``. Exit code 1 means that something is still missing.
Needs the standard library only, since it may run before anything is installed.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PDF_ELSEWHERE = {"darwin": "brew install pango", "fedora": "dnf install pango"}


@dataclass(frozen=True)
class Need:
    """Something a machine must have: what for, how to see it, who packs it, what to say otherwise."""

    what: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    otherwise: str = ""


def find_browser() -> str | None:
    """Give the Chromium that tests drive: ``CHROMIUM`` if set, else the first one that answers."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in BROWSERS] + [MAC_BROWSER]
    return next((path for path in found if path and _answers(path, "--version")), None)


def _answers(*command: str) -> bool:
    """Whether the program runs: on Ubuntu the file may be a note that sends the reader to a shop."""
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _makes_pdf() -> bool:
    has_subset = sys.platform != "linux" or ctypes.util.find_library("harfbuzz-subset") is not None
    return has_subset and _answers(sys.executable, "-c", "import weasyprint")


def _has(*programs: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(program) for program in programs)


PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0")
NEEDS = {
    "venv": (
        Need(
            "virtual environments",
            lambda: importlib.util.find_spec("ensurepip") is not None,
            ("python3-venv",),
        ),
    ),
    "pdf": (
        Need("PDF output", _makes_pdf, PANGO, PDF_ELSEWHERE.get(sys.platform, "see docs/operations.md")),
    ),
    "test": (
        Need(
            "a browser for tests",
            lambda: find_browser() is not None,
            ("chromium",),
            "install Chromium or Chrome, or name one with CHROMIUM=/path/to/it",
        ),
        Need("checks of finished PDFs", _has("pdffonts", "pdftoppm"), ("poppler-utils",), "install poppler"),
        Need("checks of finished PDFs", _has("qpdf"), ("qpdf",), "install qpdf"),
    ),
}


def _is_debian() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    """Install Debian packages without a question; what fails shows when the needs are looked at again."""
    print("Installing", *packages, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    lists = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (lists, install):
        subprocess.run(command, check=False, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _missing(purpose: str) -> list[Need]:
    return [need for need in NEEDS[purpose] if not need.is_there()]


def _advice(missing: list[Need]) -> str:
    if _is_debian():
        packages = " ".join(package for need in missing for package in need.packages)
        return f"apt-get update && apt-get install -y --no-install-recommends {packages}"
    return "; ".join(dict.fromkeys(need.otherwise for need in missing if need.otherwise))


def main(purpose: str) -> int:
    """Install what is missing where that is allowed, and say what is missing still."""
    missing = _missing(purpose)
    if missing and _is_debian() and os.geteuid() == 0:
        _install([package for need in missing for package in need.packages])
        missing = _missing(purpose)
    for need in missing:
        print(f"Missing on this machine: {need.what}.", file=sys.stderr)
    if missing:
        print(f"This brings it:\n  {_advice(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["browser"]:
        print(find_browser() or "")
        raise SystemExit(0)
    if len(sys.argv) != 2 or sys.argv[1] not in NEEDS:  # noqa: PLR2004 -- the name of the script and one word
        raise SystemExit(__doc__)
    raise SystemExit(main(sys.argv[1]))
