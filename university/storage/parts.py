"""Long lists in parts: a statement names some hundred ids or keys at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 500
Value = TypeVar("Value")


def in_parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Give the same values in their order, as many at a time as one statement names."""
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))
