"""An example of the rule book -> a content folder on the disk that the checker can read."""

from pathlib import Path
from typing import assert_never

from university.engines.catalog.rulebook.minimal import MINIMAL
from university.engines.catalog.rulebook.rule import Example, Link, Move, Put, Step, Swap, Take, Tell


def lay_minimal(root: Path) -> None:
    """Write the smallest catalog below an empty folder."""
    for name, text in MINIMAL.items():
        _write(root / name, text.encode())


def lay(example: Example, root: Path) -> None:
    """Write the smallest catalog with an example in it; raises ``ValueError`` if it has no place there."""
    lay_minimal(root)
    for step in example.steps:
        _take(step, root)


def _take(step: Step, root: Path) -> None:
    path = root / step.path
    match step:
        case Swap(old=old, new=new):
            text = path.read_text(encoding="utf-8")
            if old not in text:
                raise ValueError(f"{step.path} does not hold {old!r}")
            _write(path, text.replace(old, new, 1).encode())
        case Put(body=body):
            _write(path, body.encode() if isinstance(body, str) else body() if callable(body) else body)
        case Take():
            _remove(path)
        case Move(to=to):
            path.rename(root / to)
        case Link():
            elsewhere = root.with_name(f"{root.name}-{path.name}")
            path.rename(elsewhere)
            path.symlink_to(elsewhere)
        case Tell():
            pass
        case _:
            assert_never(step)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _remove(path: Path) -> None:
    if path.is_dir():
        for inner in path.iterdir():
            _remove(inner)
        path.rmdir()
    else:
        path.unlink()
