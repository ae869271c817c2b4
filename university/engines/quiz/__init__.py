"""A question bank in; a draw by seed, its marking and its explanation out.

`draw` picks and shuffles, `mark` decides right from wrong, `explain` says why afterward.
All three are pure: the same arguments give the same values for ever, which is what lets a score be
defended years later.
"""
