"""The benchmark runs, says how we compare, and keeps its figures for a machine."""

import json
from pathlib import Path

from click.testing import CliRunner

from bench.__main__ import main
from bench.compare import Bench


def test_a_comparison_is_printed_and_kept(tmp_path: Path):
    file = tmp_path / "figures.json"

    printed = CliRunner().invoke(main, ["--short", "--only", "content", "--json", str(file)])

    kept = json.loads(file.read_text(encoding="utf-8"))
    assert printed.exit_code == 0
    assert "goal <= 1.2" in printed.output
    assert [result["name"] for result in kept["results"]] == ["reading content / parse + sanitize"]
    assert sorted(kept["machine"]) == ["at", "cores", "is_short", "packages", "python", "sqlite"]


def test_what_misses_its_goal_is_said_to_miss_it(capsys):
    bench = Bench(rounds=3)

    bench.compare("slow", floor=lambda: 1.0, ours=lambda: 2.0, unit="s", at_most=1.5)
    bench.compare("quick", floor=lambda: 1.0, ours=lambda: 2.0, unit="pages/s", at_least=1.5)
    bench.compare("only told", floor=lambda: 1.0, ours=lambda: 2.0, unit="s")

    assert [result.is_met for result in bench.results] == [False, True, None]
    assert [line.count("NOT MET") for line in capsys.readouterr().out.splitlines()] == [1, 0, 0]
