"""The wheel is the whole site: built, installed elsewhere, it opens a lesson."""

import os
import site
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent

OPEN_A_LESSON = """
import re
from sqlalchemy import select

import university
from university.app import create_app
from university.base import clock
from university.people import services
from university.people.models import Employee
from university.web.db import transaction

assert "site-packages" in university.__file__, university.__file__
app = create_app()
with app.app_context(), transaction() as session:
    author = session.scalars(select(Employee).where(Employee.employee_number == "LG-0011")).one()
    token = services.enter(session, author.id, browser="wheel", admits_demo=True, now=clock.now())
client = app.test_client()
with client.session_transaction() as cookie:
    cookie.update(_user_id=token, _fresh=True)
course = client.get("/courses/smu-101/")
assert course.status_code == 200, course.status
first = re.search(r'href="(/courses/smu-101/(?!quiz)[a-z0-9-]+)', course.text)[1]
lesson = client.get(first, follow_redirects=True)
assert lesson.status_code == 200, lesson.status
print(re.search(r"<h1[^>]*>(.*?)</h1>", lesson.text, re.DOTALL)[1].strip())
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel with the locked tools, from the tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """Install it into an environment of its own that sees what is installed here, not the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    python = str(folder / "bin" / "python")
    packages = Path(run(python, "-c", "import site; print(site.getsitepackages()[0])").strip())
    # A folder named in a .pth file has its own .pth files left alone, the one of the checkout among them.
    (packages / "installed_before.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    run(str(TOOLS / "uv"), "pip", "install", "--offline", "--no-deps", "--python", python, str(wheel))
    return folder / "bin"


def run(*command: str, cwd: Path = ROOT, **settings: str) -> str:
    """Run a command with no settings of ours but those given; fail with what it said."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("UNIVERSITY_", "PYTHON"))
    }
    done = subprocess.run(command, cwd=cwd, env=kept | settings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_pages_content_migrations_and_fonts_and_nothing_else(wheel):
    names = ZipFile(wheel).namelist()

    kinds = {"_templates", "_content", "static/vendor/fonts", "static/css", "storage/migrations/versions"}
    assert {kind for kind in kinds if any(name.startswith(f"university/{kind}/") for name in names)} == kinds
    assert {name.split("/")[0] for name in names} == {
        "university",
        f"university-{version('university')}.dist-info",
    }


def test_the_installed_command_tells_its_version(elsewhere, tmp_path):
    said = run(str(elsewhere / "university"), "--version", cwd=tmp_path)

    assert said.split()[-1] == version("university")


def test_an_installed_wheel_opens_a_lesson(elsewhere, tmp_path):
    settings = {"UNIVERSITY_DATA_FOLDER": str(tmp_path), "UNIVERSITY_LOG_LEVEL": "ERROR"}
    for act in (["db", "upgrade"], ["content", "load"], ["demo"]):
        run(str(elsewhere / "university"), *act, cwd=tmp_path, **settings)

    title = run(str(elsewhere / "python"), "-c", OPEN_A_LESSON, cwd=tmp_path, **settings)

    assert title.strip()
