"""The ledger: every fact, chained and never changed; and HR's table, which reads only what it proves.

Other rooms call ``services.append`` inside their transaction. Facts are collected there; just before
the commit the reactions run, then all facts are numbered and chained under one lock, taken last.
A fact may begin a row of HR's table, and another may end it.
"""
