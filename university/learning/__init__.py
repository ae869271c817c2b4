"""From the catalog to a completion: enrollments, lessons done, practice, attempts, completions.

An enrollment is pinned to the version it began with. An attempt is made on the server when it starts
and never moves; its answer key leaves the server only after it was handed in. A course is completed
when every lesson is done and the quiz is passed.
"""
