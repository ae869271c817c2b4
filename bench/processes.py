"""Processor time of a process with all its children, read from the kernel."""

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_ms(work: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of this process for one round of the work."""
    # A full collection takes as long as a hundred lessons and comes when it comes: neither side pays for the other's.
    gc.collect()
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) * 1000 / times


def family_seconds(pid: int) -> float:
    """Seconds of processor time that a process and its living descendants have used."""
    return _seconds(pid) + sum(family_seconds(child) for child in children(pid))


def children(pid: int) -> list[int]:
    """The living children of a process, of all its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    # Own time and that of children that have ended: fields 14 to 17 of proc(5), less the two before the name.
    return sum(map(int, fields[11:15])) / TICKS
