"""My learning, and the search over everything.

It reads the rooms below and writes nothing.
"""
