"""What an author begins with: the Markdown form of each kind of question, and of boxes."""

from typing import Final

from university.engines.catalog.model import QuestionKind

QUESTIONS: Final = {
    QuestionKind.SINGLE: """\
## What would you do first? {#ID}
- [ ] What people often do
  Say what would happen then, and why.
- [x] What works best
  Yes. Say what would happen then, and why.
- [ ] Another common slip
  Say what would happen then, and why.
""",
    QuestionKind.MULTIPLE: """\
## Which of these do you do? {#ID}
- [x] One that fits
  Yes. Say what would happen then, and why.
- [x] Another that fits
  Yes. Say what would happen then, and why.
- [ ] One that does not fit
  Say what would happen then, and why.
""",
    QuestionKind.TRUE_FALSE: """\
## Write here a claim that is either true or false. {#ID}
- [x] True
  Yes. Say what would happen then, and why.
- [ ] False
  Say what would happen then, and why.
""",
    QuestionKind.ORDERING: """\
## In which order do you do this? {#ID kind=order}
1. The first step
   Why it comes first.
2. The second step
   Why it comes now.
3. The third step
   Why it comes last.
""",
    QuestionKind.MATCHING: """\
## What belongs together? {#ID kind=match}
| What | Belongs to | Why |
|---|---|---|
| First thing | Its partner | Why they belong together |
| Second thing | Another partner | Why they belong together |
| Third thing | A third partner | Why they belong together |
""",
    QuestionKind.TEXT: """\
## Which word is missing? {#ID kind=text}
- [x] the accepted wording
  Yes. Say what would happen then, and why.
- [ ] a frequent mistake
  Say what would happen then, and why.
- [ ] Anything else
  Say where to look again.
""",
    QuestionKind.NUMBER: """\
## How many hours do you have? {#ID kind=number}
- [x] 48
  Yes. Say what would happen then, and why.
- [ ] 24
  Say what would happen then, and why.
- [ ] Anything else
  Say where to look again.
""",
    QuestionKind.DRILL: """\
## A customer complains in public. Take the talk to a good end. {#ID kind=drill pass=2}
Say who is there and what has happened.

### The customer writes
Write here what the customer says.
- [ ] Answer in public, and offer help (+2 empathy)
  Say what this does. [The customer answers](#the-customer-answers)
- [ ] Delete the post (critical)
  Say what this does. [The customer is gone](#the-customer-is-gone)

### The customer answers
Say how the talk ends well.

### The customer is gone
Say how the talk ends badly.
""",
}

BOXES: Final = {
    "Scenario": "::: scenario A name, and a place\nWrite here what happens.\n:::\n",
    "Bad and better": '::: posts\n**Bad:** "The post as it is."\n\n**Better:** "The post as it should be."\n:::\n',
    "Your turn": "::: task\nOne small thing to do now.\n:::\n",
    "Reflection": "::: reflection\nA question to think about.\n:::\n",
    "Take away": "::: takeaway\nThree short lines, and one act for this week.\n:::\n",
    "Tip": "> [!TIP]\n> Write here what helps.\n",
    "Warning": "> [!WARNING]\n> Write here what to avoid.\n",
}


def starter(kind: QuestionKind, id_: str, lesson: str = "") -> str:
    """A question of this kind to begin with; ``lesson`` is named where the question counts."""
    return QUESTIONS[kind].replace("{#ID", f"{{#{id_} lesson={lesson}" if lesson else f"{{#{id_}", 1)
