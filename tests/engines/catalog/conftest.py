"""The least content folder that is valid; each test says what is special about its own."""

import io
from pathlib import Path

import pytest
from PIL import Image

from university.engines.catalog import read_catalog

COURSE = """\
---
title: Say who you are
summary: Where to put the words.
audience: Everybody
minutes: 30
objectives:
  - Add a disclosure to a post (apply).
owners: [LG-0012]
review_by: 2027-05-31
quiz: {pass_mark: 80, attempts: 3, wait_hours: 24}
change: {level: material, note: First version}
modules:
  - title: Words
    lessons: [first-line]
---
On Monday you will mend one post.
"""
LESSON = """\
---
course: smu-110
title: First line
minutes: 4
objective: Place the words (apply).
---
Mira types.

## Where do the words go? {#where-to}
- [x] In the first line
  Readers see it.
- [ ] In the profile
  Few readers look there.
"""
QUIZ = """\
---
course: smu-110
---
## What comes first? {#what-first lesson=first-line}
- [ ] The tag
  Nobody can read it.
- [x] The job
  Readers weigh it.
"""
POLICY = """\
---
title: Five principles
summary: What holds everywhere.
owners: [LG-0011]
review_by: 2027-05-31
change: {level: material, note: First version}
---
Be kind.
"""
CERTIFICATION = """\
---
title: Enthusiast
summary: Share our news.
permission: share
permission_words: You may share approved news.
required: [smu-110]
policies: [five-principles]
pass_mark: 80
months_valid: 12
owners: [LG-0011]
review_by: 2027-05-31
change: {level: material, note: First version}
---
What it is.
"""
FILES = {
    "courses/smu-110/course.md": COURSE,
    "courses/smu-110/first-line.md": LESSON,
    "courses/smu-110/quiz.md": QUIZ,
    "policies/five-principles.md": POLICY,
    "certifications/cert-enthusiast.md": CERTIFICATION,
}


class Tree:
    """A content folder on the disk that a test may bend."""

    def __init__(self, root: Path):
        self.root = root
        self.course = root / "courses" / "smu-110"

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def add_course(self, slug, prerequisites=""):
        for name in ("course.md", "first-line.md", "quiz.md"):
            text = FILES[f"courses/smu-110/{name}"].replace("smu-110", slug)
            self.write(f"courses/{slug}/{name}", text)
        self.edit(f"courses/{slug}/course.md", "owners:", f"prerequisites: [{prerequisites}]\nowners:")

    def read(self):
        return read_catalog(self.root)

    def codes(self):
        return {finding.code for finding in self.read().findings}


@pytest.fixture
def tree(tmp_path):
    made = Tree(tmp_path / "content")
    for name, text in FILES.items():
        made.write(name, text)
    return made


@pytest.fixture(scope="session")
def picture():
    def draw(kind="PNG", size=(4, 3), **options):
        body = io.BytesIO()
        Image.new("RGB", size).save(body, kind, **options)
        return body.getvalue()

    return draw
