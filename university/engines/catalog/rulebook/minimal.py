"""The smallest catalog without a fault: every example of the rule book is a change to it."""

from typing import Final

COURSE: Final = "courses/smu-110/course.md"
LESSON: Final = "courses/smu-110/first-line.md"
QUIZ: Final = "courses/smu-110/quiz.md"
POLICY: Final = "policies/five-principles.md"
CERTIFICATION: Final = "certifications/cert-enthusiast.md"
TIP: Final = "tips/ask-first.md"

MINIMAL: Final[dict[str, str]] = {
    COURSE: """\
---
title: Say who you are
summary: Where to put the words.
audience: Everybody
minutes: 30
objectives:
  - Add a disclosure to a post (apply).
owners: [LG-0012]
review_by: 2099-05-31
quiz: {pass_mark: 80, attempts: 3, wait_hours: 24}
change: {level: material, note: First version}
modules:
  - title: Words
    lessons: [first-line]
---
On Monday you will mend one post.
""",
    LESSON: """\
---
course: smu-110
title: First line
minutes: 4
objective: Place the words (apply).
---
Mira types.

## Where do the words go? {#where-to}
- [x] In the first line
  Yes, since readers see it before anything else.
- [ ] In the profile of the author
  Few readers ever open a profile before they buy.
""",
    QUIZ: """\
---
course: smu-110
---
## What comes first? {#what-first lesson=first-line}
- [ ] The tag of our newest campaign
  Nobody outside can read it, so it tells nothing.
- [x] The job
  Yes, since readers weigh an opinion by the job.
""",
    POLICY: """\
---
title: Five principles
summary: What holds everywhere.
owners: [LG-0011]
review_by: 2099-05-31
change: {level: material, note: First version}
---
Be kind.
""",
    CERTIFICATION: """\
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
review_by: 2099-05-31
change: {level: material, note: First version}
---
What it is.
""",
}
