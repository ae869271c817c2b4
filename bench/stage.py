"""What the cases share, made when the first of them asks: the site, and both servers side by side."""

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from bench import sample, server

FLOOR, OURS = "bench.floor:create_floor", "university.app:create_app"


class Stage:
    """Everything that is set up once; it is taken down when the block ends."""

    def __init__(self, folder: Path, *, is_short: bool) -> None:
        """Say where files may lie and whether time is short."""
        self.folder, self.is_short, self._ends = folder, is_short, ExitStack()

    def pick(self, *, short: int, long: int) -> int:
        """The size that fits the form of the run."""
        return short if self.is_short else long

    @cached_property
    def site(self) -> sample.Site:
        """The application with its courses and people, in this process."""
        return self._ends.enter_context(sample.site(self.folder))

    @cached_property
    def ours(self) -> server.Server:
        """The application under the production server."""
        return self._ends.enter_context(server.running(OURS, self.site.environment))

    @cached_property
    def floor(self) -> server.Server:
        """The bare application under the same server, on the same database."""
        return self._ends.enter_context(server.running(FLOOR, self.site.environment))

    @cached_property
    def floor_cookie(self) -> str:
        """What lets one in at the floor."""
        return self.floor.enter("/enter")

    def __enter__(self) -> Self:
        """Nothing is made yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the servers and close the site."""
        self._ends.__exit__(kind, error, trace)
