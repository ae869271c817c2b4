"""What authors see and do: the checker, the loading of content, drafts, reviews, publishing, versions.

A draft is one file of a course as it is being written; it belongs to the course, and readers see nothing of
it. Publishing makes the drafts of a course live together: folder, history and database, or nothing.
"""
