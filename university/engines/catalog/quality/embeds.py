"""Warnings about places on other sites that a site does not let into its pages."""

from collections.abc import Collection, Iterator
from typing import Final

from university.engines.catalog.model import Finding
from university.engines.catalog.quality.written import Written
from university.engines.markup.passages import read_embeds

NOT_ALLOWED: Final = "embed-not-allowed"


def review_embeds(file: Written, hosts: Collection[str] | None) -> Iterator[Finding]:
    """Find embeds of other hosts than these; nothing where the hosts of the site are not known."""
    if hosts is None or "embed" not in file.body:
        return
    for embed in read_embeds(file.body, first_line=file.body_line):
        if embed.host not in hosts:
            message = f"This site loads nothing from {embed.host}, so this embed stays a link."
            mend = "Ask the operator to add the host to UNIVERSITY_EMBED_HOSTS, or write a plain link."
            yield file.warn(NOT_ALLOWED, embed.line, message, mend)
