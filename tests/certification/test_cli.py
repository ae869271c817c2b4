"""The command writes the papers of a folder, and an index beside them."""

import csv
import json

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from tests.factories import certification as made
from tests.factories import people
from university.base.errors import Unavailable
from university.certification import documents
from university.certification.cli import certificates

PDF = b"%PDF-1.7 a paper"


@pytest.fixture
def run(app, monkeypatch):
    monkeypatch.setattr(documents, "certificate_pdf", lambda _facts: PDF)
    return lambda *words: CliRunner().invoke(certificates, words, obj=ScriptInfo(create_app=lambda: app))


def test_every_certificate_that_holds_is_written_with_an_index(session, now, run, tmp_path):
    issued = made.certificate(session, people.employee(session, name="=HYPERLINK(1)"))
    revoked = made.certificate(session, people.employee(session))
    made.revoke(session, revoked.code)

    answer = run("render", str(tmp_path / "papers"))

    name = f"certificate-{issued.code}.pdf"
    assert answer.exit_code == 0, answer.output
    assert "Wrote 1 certificates" in answer.output
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == [name, "index.csv"]
    assert (tmp_path / "papers" / name).read_bytes() == PDF
    with (tmp_path / "papers" / "index.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["file"], row["code"], row["holder"]) == (name, issued.code, "'=HYPERLINK(1)")


def test_one_certification_alone_for_machines(session, now, run, tmp_path):
    made.certificate(session, people.employee(session))

    answer = run("render", str(tmp_path), "--certification", "no-such", "--json")

    assert json.loads(answer.output) == {"folder": str(tmp_path), "files": []}


def test_missing_libraries_are_an_error_with_the_mend(session, now, run, tmp_path, monkeypatch):
    made.certificate(session, people.employee(session))

    def missing(_facts):
        raise Unavailable(documents.MISSING)

    monkeypatch.setattr(documents, "certificate_pdf", missing)

    answer = run("render", str(tmp_path))

    assert answer.exit_code == 1
    assert "apt-get install" in answer.output
