"""What authors may do with their courses."""

from university.studio.services.loading import ContentFolder, find_commit, load_content, read_content

__all__ = ["ContentFolder", "find_commit", "load_content", "read_content"]
