"""Certificates end when they say, and a trace never says anything but the status."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.certification.rules import (
    CertificateFacts,
    CompletedCourse,
    DemandKind,
    EarnedFacts,
    Electives,
    OwnWork,
    Requirements,
    Standing,
    certificate_status,
    code_from,
    ends_at,
    missing,
    normalize_code,
    trace,
)

END = datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)
MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (END - MONTH - MINUTE, "valid"),
        (END - MONTH, "expiring"),
        (END - MINUTE, "expiring"),
        (END, "expired"),
    ],
    ids=["before the warning", "from the warning on", "until its end", "at its end"],
)
def test_a_certificate_warns_for_a_month_and_ends_at_its_moment(now, expected):
    assert certificate_status(CertificateFacts(issued_at=NOW, ends_at=END, warn=MONTH), now) == expected


@pytest.mark.parametrize(
    ("revoked_at", "replaced_at", "expected"),
    [(NOW, None, "revoked"), (None, NOW, "replaced"), (NOW, NOW, "revoked"), (NOW + MINUTE, None, "valid")],
    ids=["revoked", "replaced", "both", "revoked later than asked about"],
)
def test_a_revocation_outweighs_everything_from_its_moment_on(revoked_at, replaced_at, expected):
    certificate = CertificateFacts(
        issued_at=NOW, ends_at=END, warn=MONTH, revoked_at=revoked_at, replaced_at=replaced_at
    )

    assert certificate_status(certificate, NOW) == expected


@pytest.mark.parametrize(
    ("issued", "months", "zone", "expected"),
    [
        ("2026-11-22T09:00", 12, "UTC", "2027-11-22T23:59:59"),
        ("2026-01-31T09:00", 1, "UTC", "2026-02-28T23:59:59"),
        ("2027-01-31T09:00", 13, "UTC", "2028-02-29T23:59:59"),
        ("2028-02-29T09:00", 12, "UTC", "2029-02-28T23:59:59"),
        ("2028-02-29T09:00", 48, "UTC", "2032-02-29T23:59:59"),
        ("2026-06-30T23:30", 12, "Asia/Tokyo", "2027-07-01T14:59:59"),
        ("2026-07-01T02:00", 12, "America/New_York", "2027-07-01T03:59:59"),
        ("2026-01-25T12:00", 9, "Europe/Berlin", "2026-10-25T22:59:59"),
        ("2026-01-29T12:00", 2, "Europe/Berlin", "2026-03-29T21:59:59"),
        ("2026-11-07T12:00", 12, "America/Havana", "2027-11-08T04:59:59"),
        ("2025-11-01T12:00", 24, "Pacific/Apia", "2027-11-02T10:59:59"),
    ],
    ids=[
        "a year",
        "a short month",
        "into a leap day",
        "from a leap day",
        "from leap day to leap day",
        "already tomorrow for the holder",
        "still yesterday for the holder",
        "the night with an hour twice",
        "the night with an hour missing",
        "a clock that is put back at one",
        "far ahead of UTC",
    ],
)
def test_a_certificate_ends_with_the_day_of_its_holder(issued, months, zone, expected):
    issued_at = datetime.fromisoformat(issued).replace(tzinfo=UTC)

    assert ends_at(issued_at, months, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_an_hour_that_comes_twice_before_midnight_counts_to_its_second_end():
    issued_at = datetime(2018, 1, 17, 12, tzinfo=UTC)

    end = ends_at(issued_at, 1, ZoneInfo("America/Sao_Paulo"))

    assert end == datetime(2018, 2, 18, 2, 59, 59, tzinfo=UTC)


@given(
    issued_at=st.datetimes(
        min_value=datetime(2010, 1, 1),  # noqa: DTZ001 -- hypothesis wants its bounds naive
        max_value=datetime(2060, 1, 1),  # noqa: DTZ001 -- hypothesis wants its bounds naive
        timezones=st.just(UTC),
    ),
    months=st.integers(1, 60),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_the_end_is_always_the_last_second_of_a_day_so_many_months_later(issued_at, months, zone):
    issued_on = issued_at.astimezone(ZoneInfo(zone)).date()

    end = ends_at(issued_at, months, ZoneInfo(zone)).astimezone(ZoneInfo(zone))

    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    assert (end.year - issued_on.year) * 12 + end.month - issued_on.month == months
    assert end.day == issued_on.day or (end.day < issued_on.day and is_last_of_month(end.date()))


def is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


REQUIRED = Requirements(
    courses={"smu-101": "Five principles", "smu-110": "Voice"},
    policies={"principles": "The principles"},
    pass_mark=85,
)


def completed(course: str, score: int | None) -> CompletedCourse:
    return CompletedCourse(course=course, completed_at=NOW, score=score)


def test_everything_missing_is_named_in_order():
    gaps = missing(REQUIRED, EarnedFacts(completed=[completed("smu-110", 83)]))

    assert [(gap.kind, gap.slug, gap.words) for gap in gaps] == [
        (DemandKind.COURSE, "smu-101", "Complete Five principles"),
        (DemandKind.COURSE, "smu-110", "Voice was completed with 83%; this certification asks for 85%"),
        (DemandKind.POLICY, "principles", "Read and sign The principles"),
    ]


@pytest.mark.parametrize(
    "scores",
    [[85], [60, 90, 70], [None], [60, None]],
    ids=["at the mark", "the best", "waived", "waived later"],
)
def test_the_best_completion_counts_and_a_waived_one_always(scores):
    done = [completed("smu-101", 100), *(completed("smu-110", score) for score in scores)]

    assert missing(REQUIRED, EarnedFacts(completed=done, signed_at={"principles": NOW})) == ()


SCORES = st.none() | st.integers(0, 100)
COMPLETIONS = st.lists(st.builds(completed, st.sampled_from(["smu-101", "smu-110", "other"]), SCORES))
FACTS = st.builds(
    EarnedFacts, completed=COMPLETIONS, signed_at=st.sampled_from([{}, {"principles": NOW}, {"other": NOW}])
)
DAYS = st.integers(-100, 100).map(lambda days: NOW + timedelta(days=days))
CERTIFICATES = st.builds(
    CertificateFacts,
    issued_at=st.just(NOW),
    ends_at=DAYS,
    warn=st.sampled_from([timedelta(0), MONTH, 2 * MONTH]),
    revoked_at=st.none() | DAYS,
    replaced_at=st.none() | DAYS,
)


@given(facts=FACTS, certificate=st.none() | CERTIFICATES, now=DAYS)
def test_the_trace_concludes_what_the_status_says(facts, certificate, now):
    told = trace(REQUIRED, facts, certificate, now).standing

    if certificate is not None:
        assert told == certificate_status(certificate, now)
        assert told.is_certified is certificate_status(certificate, now).holds
    else:
        assert told == ("not earned" if missing(REQUIRED, facts) else "earned")


@given(facts=FACTS, certificate=st.none() | CERTIFICATES, now=DAYS)
def test_without_scores_the_trace_concludes_the_same_and_says_no_number(facts, certificate, now):
    full = trace(REQUIRED, facts, certificate, now)

    plain = full.without_scores()

    assert plain.standing == full.standing
    assert [(one.rule, one.is_met, one.at) for one in plain.lines] == [
        (one.rule, one.is_met, one.at) for one in full.lines
    ]
    assert not any("%" in one.fact for one in plain.lines)


@given(facts=FACTS)
def test_the_trace_marks_exactly_what_is_missing(facts):
    unmet = [line for line in trace(REQUIRED, facts, None, NOW).lines if not line.is_met]

    assert len(unmet) == len(missing(REQUIRED, facts))


def test_the_trace_says_rule_and_fact_in_words():
    facts = EarnedFacts(completed=[completed("smu-101", 83), completed("smu-110", None)])

    lines = trace(REQUIRED, facts, None, NOW).lines

    assert [(line.rule, line.fact, line.is_met) for line in lines] == [
        ("Complete Five principles with at least 85%", "Completed with 83%", False),
        ("Complete Voice with at least 85%", "Counted without a quiz", True),
        ("Sign The principles", "Not signed", False),
    ]


def test_a_later_rule_takes_no_certificate_away():
    certificate = CertificateFacts(issued_at=NOW, ends_at=END, warn=MONTH)

    told = trace(REQUIRED, EarnedFacts(), certificate, NOW)

    assert told.standing == Standing.VALID
    assert told.standing.is_certified


@given(st.binary(min_size=16, max_size=16))
def test_a_code_reads_back_however_it_is_typed(random_bytes):
    code = code_from(random_bytes)
    typed = code.replace("-", " ").replace("0", "o").replace("1", "l").lower()

    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5, 6]
    assert not set(code) & set("ILOU")
    assert normalize_code(typed) == normalize_code(code) == code


@given(one=st.binary(min_size=16, max_size=16), other=st.binary(min_size=16, max_size=16))
def test_different_bytes_give_different_codes(one, other):
    assert (code_from(one) == code_from(other)) == (one == other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "Z" * 26,
        "0" * 27,
        "0" * 25 + "U",
        "0" * 25 + "é",
        "../" * 9,
        "\N{DEVANAGARI DIGIT ZERO}" * 26,
    ],
)
def test_what_is_no_code_is_none(text):
    assert normalize_code(text) is None


def test_a_code_needs_all_its_bits():
    with pytest.raises(ValueError, match="16 random bytes, not of 8"):
        code_from(b"12345678")


def choosing(*choices: Electives, set_aside: tuple[str, ...] = ()) -> Requirements:
    """A certification that asks for choices alone."""
    return Requirements(
        courses={}, electives=choices, set_aside=frozenset(set_aside), policies={}, pass_mark=80
    )


ONE_NETWORK = Electives(choose=1, of={"net-210": "LinkedIn", "net-220": "Facebook"})
TWO_OF_ANY = Electives(choose=2)


@pytest.mark.parametrize(
    ("done", "open_rules"),
    [
        ([], ["One course of “LinkedIn”, “Facebook”", "2 courses of your own choice"]),
        (["net-210"], ["2 courses of your own choice"]),
        (["net-210", "net-220", "esn-260"], []),
        (["esn-260", "com-250", "meas-330"], ["One course of “LinkedIn”, “Facebook”"]),
        (["net-210", "smu-101", "esn-260"], ["2 courses of your own choice"]),
    ],
    ids=[
        "nothing",
        "one fits both and counts once",
        "the second network is a free choice",
        "many, and none of the list",
        "what is asked for anyway is no choice",
    ],
)
def test_a_course_counts_for_one_choice_only(done, open_rules):
    facts = EarnedFacts(completed=[completed(course, 90) for course in done])

    gaps = missing(choosing(ONE_NETWORK, TWO_OF_ANY, set_aside=("smu-101",)), facts)

    assert [gap.title for gap in gaps] == open_rules


def test_an_overlap_of_two_lists_never_wastes_a_course():
    first = Electives(choose=1, of={"a": "A", "b": "B"})
    second = Electives(choose=1, of={"a": "A"})
    facts = EarnedFacts(completed=[completed("a", 90), completed("b", 90)])

    assert missing(choosing(first, second), facts) == ()


def test_a_choice_below_the_mark_does_not_count_and_says_how_many_do():
    facts = EarnedFacts(completed=[completed("esn-260", 70), completed("com-250", None)])

    (gap,) = missing(choosing(TWO_OF_ANY), facts)

    assert gap.fact == "1 of 2 completed"


def test_a_certificate_that_comes_first_must_hold():
    wanted = Requirements(certificates={"cert-first": "The first"}, courses={}, policies={}, pass_mark=80)

    (gap,) = missing(wanted, EarnedFacts())

    assert (gap.kind, gap.path, gap.words) == (
        "certificate",
        "/certifications/cert-first/",
        "Earn The first first",
    )
    assert missing(wanted, EarnedFacts(held_since={"cert-first": NOW})) == ()


def test_nobody_has_done_work_that_is_not_open_yet():
    quiz = OwnWork(title="Quiz of 20 questions", rule="Pass the quiz")
    asked = Requirements(courses={"smu-101": "Five"}, policies={}, own_work=[quiz], pass_mark=80)
    facts = EarnedFacts(completed=[completed("smu-101", 100)])

    told = trace(asked, facts, None, NOW)

    assert told.standing is Standing.NOT_EARNED
    assert [(line.rule, line.fact, line.is_met) for line in told.lines][-1] == (
        "Pass the quiz",
        "Not open yet",
        False,
    )
