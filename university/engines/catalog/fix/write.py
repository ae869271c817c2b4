"""Mended files -> the folder, each in one step, or a difference to look at."""

import difflib
import os
import shutil
import tempfile
from pathlib import Path

from university.engines.catalog.fix.change import Mended


def write(root: Path, mended: Mended) -> bool:
    """Put one mended file in the place of the old; False if somebody has changed that in the meantime."""
    path = root.resolve() / mended.path
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".fix-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mended.after)
        shutil.copymode(path, name)
        if path.read_bytes() != mended.before:
            return False
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return True


def difference(path: str, mended: Mended) -> str:
    """Show what would change in a file as a unified difference, which other programs can apply."""
    before, after = (
        body.decode(errors="replace").splitlines(keepends=True) for body in (mended.before, mended.after)
    )
    lines = difflib.unified_diff(before, after, f"a/{path.lstrip('/')}", f"b/{path.lstrip('/')}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
