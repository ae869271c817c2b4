"""A question bank in; a draw by seed, its marking and its explanation out.

`draw` picks and shuffles, `ask` gives what may be shown, `mark` decides right from wrong, `explain` says
why afterward; `answers` and `keys` know how an answer of each kind is kept and sent. All are pure: the
same arguments give the same values for ever, which is what lets a score be defended years later.
"""
