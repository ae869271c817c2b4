"""Facts in; an append-only chain out, in which any altered, missing or moved fact shows.

`chain` seals one fact after another; `verify` finds what was tampered with. A link holds ids and keyed
digests, never personal data, so that a person can be erased while the chain stays whole.
"""
