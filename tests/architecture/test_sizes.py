"""How big files and functions are: the rule of the style guide, printed and held."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = ROOT / "university" / "storage" / "migrations" / "versions"


def sources() -> list[Path]:
    """Give our modules: no empty ones, and no migrations, which are lists of columns written once."""
    paths = sorted((ROOT / "university").rglob("*.py"))
    return [path for path in paths if MIGRATIONS not in path.parents and path.stat().st_size]


def files() -> Iterator[tuple[int, str]]:
    for path in sources():
        yield len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))


def functions() -> Iterator[tuple[int, str]]:
    """Give each function's lines of code: from `def` to its end, docstring and blank lines apart."""
    for path in sources():
        text = path.read_text(encoding="utf-8")
        blank = {number for number, line in enumerate(text.splitlines(), 1) if not line.strip()}
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (
                    set(range(node.lineno, (node.end_lineno or node.lineno) + 1)) - blank - docstring(node)
                )
                yield len(lines), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    if ast.get_docstring(node) is None:
        return set()
    first = node.body[0]
    return set(range(first.lineno, (first.end_lineno or first.lineno) + 1))


@pytest.mark.parametrize(
    ("measured", "median", "ninetieth", "most"),
    [(files, 80, 200, 300), (functions, 8, 25, 60)],
    ids=["files", "functions"],
)
def test_sizes_stay_small(measured, median, ninetieth, most):
    found = sorted(measured())
    sizes = [size for size, _ in found]
    middle, high = statistics.median(sizes), statistics.quantiles(sizes, n=10)[-1]
    print(f"{measured.__name__}: {len(sizes)}, median {middle:g}, 90th percentile {high:g}, most {sizes[-1]}")

    too_long = [f"{name}: {size} lines" for size, name in found if size > most]

    assert too_long == []
    assert high < ninetieth
    assert middle < median
