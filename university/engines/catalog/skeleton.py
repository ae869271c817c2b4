"""A name and a title -> the first files of a new course, or a new lesson; the checker takes them as they are."""

from datetime import date
from typing import Final

from university.engines.catalog.known import LONGEST_NAME
from university.engines.catalog.yaml_text import in_quotes

FIRST_LESSON: Final = "first-steps"
FIRST_TITLE: Final = "First steps"
ASKED: Final = "-what-first"

COURSE: Final = """\
---
title: {title}
summary: Say in one line what this course is good for.
audience: Say in one line for whom it is
minutes: 10
objectives:
  - Explain the first rule of this course in your own words (understand).
owners: [{owner}]
review_by: {review_by}
quiz:
  pass_mark: 80
  attempts: 3
  wait_hours: 24
change:
  level: material
  note: "First version."
modules:
  - title: Begin here
    lessons: [{lesson}]
---
On Monday you will do one thing in another way. Say here, in 40 to 90 words, what that is. Speak to one \
person, use short sentences, and promise only what the lessons keep. Readers see this text before they begin, \
so tell them what they gain and how long it takes them to get there.
"""

LESSON: Final = """\
---
course: {course}
title: {title}
minutes: 4
objective: Explain the rule of this lesson in your own words (understand).
review_by: {review_by}
---
Begin with a scene: a name, a network and a choice to make. Then ask what the reader would do.

## The rule in one sentence

Say the rule here. Then show it with a bad post and a better one.

::: posts
**Bad:** "Write here what people often post."

**Better:** "Write here what serves the reader."
:::

::: takeaway
Three short lines, and one act for this week.
:::

## What would you do first? {{#{question}}}
- [ ] Write here what people often do
  Say what would happen then, and give the next thought.
- [x] Write here what works best
  Yes. Say why it works, in one or two sentences.
- [ ] Write here another common slip
  Say what would happen then, and where to look again.
"""

QUIZ: Final = """\
---
course: {slug}
---
## A reader asks you what the rule is. What do you answer? {{#what-is-the-rule lesson={lesson}}}
- [x] Write here the answer that is best
  Yes. Say why it is the best one, in one or two sentences.
- [ ] Write here an answer people give
  Say what is missing in it, and give the next thought.
- [ ] Write here another such answer
  Say what would happen then, and where to look again.
"""


def skeleton(slug: str, title: str, owner: str, today: date) -> dict[str, str]:
    """Give the text of each file of a new course by name; it has one owner, and a year until its review."""
    values = {
        "slug": slug,
        "title": in_quotes(title),
        "owner": in_quotes(owner),
        "review_by": _in_a_year(today),
        "lesson": FIRST_LESSON,
    }
    return {
        "course.md": COURSE.format(**values),
        f"{FIRST_LESSON}.md": new_lesson(slug, FIRST_LESSON, FIRST_TITLE, today),
        "quiz.md": QUIZ.format(**values),
    }


def new_lesson(course: str, slug: str, title: str, today: date) -> str:
    """Give the text of a new lesson; the id of its question is made of its name, so no two share one."""
    room = LONGEST_NAME - len(ASKED)
    return LESSON.format(
        course=course,
        title=in_quotes(title),
        review_by=_in_a_year(today),
        question=slug[:room].rstrip("-") + ASKED,
    )


def _in_a_year(today: date) -> date:
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if is_leap_day else today.day)
