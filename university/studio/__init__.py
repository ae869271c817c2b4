"""What authors see and do: the checker, the loading of content, the health of their courses."""
