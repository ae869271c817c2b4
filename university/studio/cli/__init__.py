"""The commands `university content …`, one file each; `group` names them."""

from university.studio.cli.group import content

__all__ = ["content"]
