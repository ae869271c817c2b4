"""The pages that are printed whole: all checks with their examples, and the keys of every kind of file."""

import json
import re
from pathlib import Path

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook import CHAPTERS
from university.engines.catalog.rulebook.rule import Example, Link, Put, Rule, Step, Swap, Take, Tell
from university.engines.catalog.schema import KINDS, schema_of

DOCS = Path(__file__).resolve().parents[1] / "docs"
CHECKS, KEYS, SCHEMAS = DOCS / "checks.md", DOCS / "front-matter.md", DOCS / "schemas"
SHORT = 600
MANY = 8
FIRST_LINES = 4
PRINTED = "<!-- Printed by `python -m tests.printed`: change the code, not this page. -->"

CHECKS_HEAD = f"""\
# What the checker says

{PRINTED}

Each finding of `university content check` names a file, line and column, a code, what is wrong and \
how to mend it. This page has every code once, with a bad example and a good one; a test runs them \
all. How to run the checker stands in [How to write a course](authoring.md#check-your-work).

**Errors** keep a course, certification, policy or tip sheet from being loaded: its last good \
version stays live. Warnings about an item are given once it has no errors. **Warnings** say what \
could be better, by simple rules for English text; they keep nothing from being loaded. If a warning \
is wrong about your text, say so at the top of the file, or in `course.md` for the whole course:

```yaml
accept:
  - {{warning: sentence-long, because: The law is quoted word for word.}}
```
"""

KEYS_HEAD = f"""\
# The keys at the top of a file

{PRINTED}

Each file of the catalog begins with keys in YAML between two lines of `---`. A key that is not in \
these tables is an error, so a slip of the pen is found. Dates are written `2027-05-31`. Put quotes \
around a value that holds a colon, a `#` or a quote. A *name* is a folder or file name: lower-case \
letters and digits, joined by hyphens.

For editors there is a JSON Schema of each table in [schemas/](schemas/); `university content schema \
lesson` prints the one of this release.
"""


def checks() -> str:
    """The page of all checks."""
    parts = [CHECKS_HEAD]
    for title, rules in CHAPTERS.items():
        parts.append(f"## {title}\n")
        parts += [_rule(rule) for rule in sorted(rules, key=lambda rule: rule.code)]
    return "\n".join(parts)


def keys() -> str:
    """The page of all keys."""
    groups: dict[str, dict] = {}
    parts = [KEYS_HEAD]
    for kind, (_, name) in KINDS.items():
        schema = schema_of(kind)
        groups |= schema.get("$defs", {})
        title = f"`{name}`" if name.startswith("course") else _title(name)
        parts.append(f"## {title}\n\n{_table(schema)}")
    parts.append("## Groups of keys\n")
    for name, group in sorted(groups.items()):
        if "properties" in group:
            parts.append(f"### {_group_title(name)}\n\n{group['description']}\n\n{_table(group)}")
    return "\n".join(parts)


def schemas() -> dict[Path, str]:
    """The schema files, by path."""
    return {
        SCHEMAS / f"{kind}.schema.json": json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in KINDS
    }


def pages() -> dict[Path, str]:
    """All pages that are printed whole."""
    return {CHECKS: checks(), KEYS: keys(), **schemas()}


def _rule(rule: Rule) -> str:
    kind = "Warning" if rule.severity is Severity.WARNING else "Error"
    return f"### {rule.code}\n\n{kind}. {rule.says}\n\n{_example('Bad', rule.bad)}\n{_example('Good', rule.good)}"


def _example(word: str, example: Example) -> str:
    """Show what an author wrote: the first step, and files that stand beside it."""
    first, *others = example.steps
    is_many = len(example.steps) > SHORT
    beside = "" if is_many else "".join(_beside(step) for step in others)
    return (f"{word}: more than 2,000 files in one folder\n" if is_many else _step(word, first)) + beside


def _step(word: str, step: Step) -> str:
    match step:
        case Swap():
            return _swapped(word, step)
        case Put(body=str() as body, words="") if len(body) < SHORT:
            return f"{word}, in `{_name(step)}`:\n\n{_fenced(body, 'markdown')}"
        case Put(words=words) | Tell(words=words):
            return f"{word}: {words}\n"
        case Take():
            return f"{word}: there is no `{_name(step)}`\n"
        case Link():
            return f"{word}: `{_name(step)}` is a link to another file\n"
    return f"{word}: a folder without `courses/`, `certifications/`, `policies/` and `tips/`\n"


def _swapped(word: str, swap: Swap) -> str:
    where = f"{word}, in `{_name(swap)}`"
    if not swap.new:
        return f"{where}: nothing below the keys\n"
    if len(swap.new) < SHORT:
        return f"{where}:\n\n{_fenced(swap.new, _language(swap))}"
    start = "\n".join(swap.new.splitlines()[:FIRST_LINES])
    return f"{where}, and so on:\n\n{_fenced(start, _language(swap))}"


def _beside(step: Step) -> str:
    match step:
        case Put(words="", body=str() as body) if len(body) < SHORT:
            return f"\nBeside it, `{_name(step)}`:\n\n{_fenced(body, 'text')}"
        case Put(words=words) if words:
            return f"\nBeside it: {words}, `{_name(step)}`\n"
        case Swap(new=new):
            return f"\nAnd in `{_name(step)}`:\n\n{_fenced(new, _language(step))}"
    return ""


def _name(step: Step) -> str:
    return step.path.removeprefix("courses/smu-110/")


def _language(step: Step) -> str:
    """Keys are YAML, everything else is Markdown."""
    is_keys = isinstance(step, Swap) and re.match(r"(---\n)?[ a-z_]+:", step.new) is not None
    return "yaml" if is_keys else "markdown"


def _fenced(text: str, language: str) -> str:
    return f"````{language}\n{text.rstrip()}\n````\n"


def _title(name: str) -> str:
    return (
        name[0].upper() + name[1:]
        if name.startswith("a ")
        else " and ".join(f"`{part}`" for part in name.split(" and "))
    )


def _table(schema: dict) -> str:
    needed = schema.get("required", ())
    rows = [
        f"| `{key}` | {'yes' if key in needed else 'no'} | {_form(part)} | {_meaning(part)} |"
        for key, part in schema["properties"].items()
    ]
    return "\n".join(["| key | needed | form | what |", "|---|---|---|---|", *rows, ""])


def _meaning(part: dict) -> str:
    default = part.get("default")
    return part["description"] + (f" {default} if you say nothing." if isinstance(default, int) else "")


def _group_title(reference: str) -> str:
    return reference.rpartition("/")[2].removesuffix("Matter").removesuffix("Rules")


def _form(part: dict) -> str:
    """Say in words what may stand there."""
    branches = [one for one in part.get("anyOf", part.get("oneOf", ())) if _is_said(one)]
    if branches:
        return ", or ".join(_form(one) for one in branches)
    if "$ref" in part:
        return f"[{_group_title(part['$ref'])}](#{_group_title(part['$ref']).lower()})"
    if "enum" in part:
        return _choice(part["enum"])
    if part["type"] == "array":
        fewest = " of at least one" if part.get("minItems") else ""
        return f"list{fewest}: {_form(part['items'])}"
    if part["type"] == "object":
        (inner,) = part["patternProperties"].values()
        return f"tags, each with a {_form(inner)}"
    return _words(part)


def _choice(values: list[str]) -> str:
    is_long = len(values) > MANY
    return (
        "a code of [the warnings](checks.md#warnings)"
        if is_long
        else ", ".join(f"`{value}`" for value in values)
    )


def _is_said(part: dict) -> bool:
    return part.get("type") != "null" and "const" not in part


def _words(part: dict) -> str:
    pattern = part.get("pattern", "")
    if part["type"] == "integer":
        return f"whole number, {part['minimum']:,} to {part['maximum']:,}"
    if part.get("format") == "date":
        return "date"
    if pattern.startswith("^[a-z0-9]"):
        return "name"
    if pattern.startswith("^[A-Za-z0-9]"):
        return "employee number"
    limit = f"at most {part['maxLength']} signs" if "maxLength" in part else ""
    return f"one line, {limit}" if pattern else f"words, {limit}"
