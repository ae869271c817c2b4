"""Certifications, their cycles, the certificates issued for them, and the permissions they give.

A certificate's facts are frozen at issue; its verify address never changes and shows the status now.
There is one certificate for each employee, certification and cycle, whoever asks and however often.
"""
