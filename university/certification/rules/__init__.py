"""Decisions about certificates: earned or not, valid or not, and why; facts in, verdicts out."""

from university.certification.rules.codes import code_from, normalize_code
from university.certification.rules.demands import Demand, DemandKind, demands, missing
from university.certification.rules.earning import (
    CompletedCourse,
    EarnedFacts,
    Electives,
    OwnWork,
    Requirements,
    own_work_of,
)
from university.certification.rules.printing import PrintedFacts
from university.certification.rules.retaking import RetakeFacts, retake_due
from university.certification.rules.status import (
    CertificateFacts,
    CertificateStatus,
    certificate_status,
    ends_at,
    holds,
)
from university.certification.rules.tracing import (
    Standing,
    Trace,
    TraceLine,
    trace,
)

__all__ = [
    "CertificateFacts",
    "CertificateStatus",
    "CompletedCourse",
    "Demand",
    "DemandKind",
    "EarnedFacts",
    "Electives",
    "OwnWork",
    "PrintedFacts",
    "Requirements",
    "RetakeFacts",
    "Standing",
    "Trace",
    "TraceLine",
    "certificate_status",
    "code_from",
    "demands",
    "ends_at",
    "holds",
    "missing",
    "normalize_code",
    "own_work_of",
    "retake_due",
    "trace",
]
