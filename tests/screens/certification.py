"""Policies, certifications, certificates, and the public page that verifies one."""

from tests.screens.screen import Screen


class PolicyPage(Screen):
    """A policy to read and to sign."""

    path = "/policies/{policy}/"


class ProgramPage(Screen):
    """One certification, and where the reader stands."""

    path = "/certifications/{certification}/"


class CertificatePage(Screen):
    """One's own certificate."""

    path = "/certificates/{code}/"


class VerifyPage(Screen):
    """What everybody sees of a certificate."""

    path = "/verify/{code}"
