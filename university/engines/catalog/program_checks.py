"""What a certification asks for, held against the names around it: what cannot be met becomes a finding."""

from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page
from university.engines.catalog.known import Known
from university.engines.catalog.program_matter import CertificationMatter


def check_certification(folder: Folder, slug: str, page: Page[CertificationMatter], known: Known) -> None:
    """Note each name that is not there, and each wish that nobody could meet."""
    _check_after(folder, slug, page, known)
    _check_courses(folder, slug, page, known)
    _check_policies(folder, slug, page, known)
    _check_practicals(folder, slug, page)
    if not page.matter.required and not page.matter.after:
        message = "This certification asks for no course and comes after no other."
        mend = "Name at least one course in `required`, or a certification in `after`."
        folder.note(f"{slug}.md", 1, "certification-empty", message, mend)


def _check_after(folder: Folder, slug: str, page: Page[CertificationMatter], known: Known) -> None:
    for number, wanted in enumerate(page.matter.after):
        if wanted == slug or not known.has_certification(wanted):
            what = "this certification itself" if wanted == slug else "not in the catalog"
            message, mend = f"The certification {wanted!r} is {what}.", "Name a file below certifications/."
            folder.note(f"{slug}.md", page.line("after", number), "certification-unknown", message, mend)


def _check_courses(folder: Folder, slug: str, page: Page[CertificationMatter], known: Known) -> None:
    named: list[tuple[tuple[str | int, ...], str]]
    named = [(("required", number), course) for number, course in enumerate(page.matter.required)]
    for row, electives in enumerate(page.matter.electives):
        named += [(("electives", row, "of", number), course) for number, course in enumerate(electives.of)]
        if electives.of and electives.choose > len(set(electives.of) - set(page.matter.required)):
            message = f"{electives.choose} courses are to be chosen, and the list holds fewer."
            mend = "Name more courses in `of` that are not required anyway, or choose fewer."
            line = page.line("electives", row, "choose")
            folder.note(f"{slug}.md", line, "electives-too-few", message, mend)
    for place, course in named:
        if not known.has_course(course):
            message, mend = f"The course {course!r} is not in the catalog.", "Name a folder below courses/."
            folder.note(f"{slug}.md", page.line(*place), "required-course-unknown", message, mend)


def _check_policies(folder: Folder, slug: str, page: Page[CertificationMatter], known: Known) -> None:
    for number, policy in enumerate(page.matter.policies):
        if not known.has_policy(policy):
            message = f"The policy {policy!r} is not in the catalog."
            line = page.line("policies", number)
            folder.note(f"{slug}.md", line, "policy-unknown", message, "Name a file below policies/.")


def _check_practicals(folder: Folder, slug: str, page: Page[CertificationMatter]) -> None:
    for number, practical in enumerate(page.matter.practicals):
        most = sum(line.points for line in practical.rubric)
        if practical.pass_points > most:
            message = (
                f"The rubric gives {most} points at most, and {practical.pass_points} are to be reached."
            )
            line = page.line("practicals", number, "pass_points")
            mend = f"Set `pass_points` to {most} or fewer."
            folder.note(f"{slug}.md", line, "practical-out-of-reach", message, mend)
