"""What holds after any history: enroll, read, answer, hand in, publish, void, waive, renew, in any order."""

from random import Random

import pytest

from tests.learning import histories
from tests.storming import size
from university.base import clock

LENGTH = 40
#: A quick way to what is rare: somebody completes the course, and a year later it comes round again.
PASSED = [("read", 0, 0), ("read", 0, 1), ("read", 0, 2), ("start", 0, 0), ("submit", 0, 5)]


def live(app, session, now, monkeypatch, seed):
    """Live through a random history, and look after every act."""
    random = Random(seed)

    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(now)
    history = histories.begin(app, session, now, set_clock)
    acts = [
        (random.choice(sorted(histories.ACTS)), random.randrange(3), random.randrange(4))
        for _ in range(LENGTH)
    ]
    for act, who, number in (PASSED if seed % 2 else []) + acts:
        history.act(act, who, number)

        history.check()
    return history


@pytest.mark.parametrize("seed", range(4))
def test_any_history_keeps_progress_scores_and_facts_true(app, session, now, monkeypatch, seed):
    live(app, session, now, monkeypatch, seed)


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(100, 100 + size(whole=60, short=3)))
def test_many_more_histories(app, session, now, monkeypatch, seed):
    live(app, session, now, monkeypatch, seed)
