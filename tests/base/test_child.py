"""Work in a child process may hang, swell or die without harm to who asked for it."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from university.base.child import Child, ChildFailed, ChildTimedOut


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child(memory_megabytes=512)
    yield child
    child.stop()


def test_it_gives_what_the_function_returns(child):
    assert child.run(divmod, 17, 5) == (3, 2)


def test_it_keeps_its_process_from_call_to_call(child):
    first = child.run(os.getpid)

    assert child.run(os.getpid) == first
    assert first != os.getpid()


def test_what_the_function_raises_is_told_and_the_process_lives_on(child):
    before = child.run(os.getpid)

    with pytest.raises(ChildFailed) as caught:
        child.run(int, "eleven")

    assert "invalid literal" in caught.value.details
    assert child.run(os.getpid) == before


def test_a_missing_file_is_told_like_any_other_error(child):
    with pytest.raises(ChildFailed) as caught:
        child.run(os.stat, "/no/such/file")

    assert "FileNotFoundError" in caught.value.details


def test_work_that_takes_too_long_is_killed_and_the_next_call_works(child):
    before = child.run(os.getpid)

    with pytest.raises(ChildTimedOut, match=r"longer than 0\.2 seconds"):
        child.run(time.sleep, 60, seconds=0.2)

    assert not psutil.pid_exists(before)
    assert child.run(divmod, 7, 2) == (3, 1)


def test_work_that_swells_is_told_and_the_next_call_works(child):
    with pytest.raises(ChildFailed) as caught:
        child.run(bytearray, 2**30)

    assert "MemoryError" in caught.value.details
    assert child.run(divmod, 7, 2) == (3, 1)


def test_a_process_that_dies_in_the_middle_is_replaced(child):
    with pytest.raises(ChildFailed, match="without a result"):
        child.run(os._exit, 3)

    assert child.run(divmod, 7, 2) == (3, 1)


def test_a_process_killed_between_two_calls_is_replaced(child):
    os.kill(child.run(os.getpid), signal.SIGKILL)

    time.sleep(0.1)

    assert child.run(divmod, 7, 2) == (3, 1)


def test_a_result_that_cannot_be_sent_is_a_failure(child):
    with pytest.raises(ChildFailed) as caught:
        child.run(threading.Lock)

    assert "cannot pickle" in caught.value.details


def test_a_large_argument_and_a_large_result_come_through(child):
    assert child.run(bytes.upper, b"a" * 3_000_000) == b"A" * 3_000_000


def test_many_threads_share_one_child_and_each_gets_its_own_answer(child):
    answers: dict[int, tuple[int, int]] = {}

    def ask(number: int) -> None:
        answers[number] = child.run(divmod, number, 7)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: divmod(number, 7) for number in range(20)}


@pytest.mark.parametrize(
    "end", ["pass", "os._exit(0)", "os.kill(os.getpid(), 9)"], ids=["end", "exit", "kill"]
)
@pytest.mark.parametrize("work", ["idle", "busy"])
def test_no_child_outlives_its_parent(tmp_path: Path, end: str, work: str):
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(f"""
        import os, threading, time
        from university.base.child import Child

        if __name__ == "__main__":
            child = Child()
            print(child.run(os.getpid), flush=True)
            if {work == "busy"}:
                work = {{"target": child.run, "args": (time.sleep, 60), "kwargs": {{"seconds": 1}}}}
                threading.Thread(**work, daemon=True).start()
                time.sleep(0.2)
            {end}
        """)
    )

    paths = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.run(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=paths, check=False
    )

    assert is_gone(int(parent.stdout), within=5)


def is_gone(pid: int, *, within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False
