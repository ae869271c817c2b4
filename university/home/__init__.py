"""My learning, the team for its manager, and the search over everything.

It reads the rooms below; what it writes of its own is a manager's reminders, as messages and facts.
"""
