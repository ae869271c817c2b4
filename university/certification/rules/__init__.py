"""Decisions about certificates: earned or not, valid or not, and why; facts in, verdicts out."""

from university.certification.rules.codes import code_from, normalize_code
from university.certification.rules.earning import (
    CompletedCourse,
    EarnedFacts,
    Gap,
    GapKind,
    Requirements,
    missing,
)
from university.certification.rules.printing import PrintedFacts
from university.certification.rules.status import CertificateStatus, certificate_status, ends_at
from university.certification.rules.tracing import (
    CertificateFacts,
    Standing,
    Trace,
    TraceLine,
    standing,
    trace,
)

__all__ = [
    "CertificateFacts",
    "CertificateStatus",
    "CompletedCourse",
    "EarnedFacts",
    "Gap",
    "GapKind",
    "PrintedFacts",
    "Requirements",
    "Standing",
    "Trace",
    "TraceLine",
    "certificate_status",
    "code_from",
    "ends_at",
    "missing",
    "normalize_code",
    "standing",
    "trace",
]
