"""The commands `university content …`, one file each."""

from university.studio.cli import check, load
from university.studio.cli.group import content
from university.studio.cli.load import load_at_start

__all__ = ["check", "content", "load", "load_at_start"]
