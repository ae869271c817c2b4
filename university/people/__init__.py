"""Employees, roles, reporting lines and sign-in.

An employee is keyed by the company's number, leaves by a date, and is never deleted. Roles are given
by name and each gift is a fact. A signed-in browser is a row here: the cookie holds only a token, so
that signing out, leaving, a new role or a new password ends it at the next request.
"""
