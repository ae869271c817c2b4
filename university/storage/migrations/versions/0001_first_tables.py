"""0001_first_tables: everything the first release keeps.

Why: a new university has to begin somewhere.
Old rows: none. The ledger begins with its head, the catalog with revision 0.
While the old release runs: there is none.
"""

import sqlalchemy as sa
from alembic import op

from university.engines.ledger.chain import GENESIS

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "catalog_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_revision")),
    )
    op.create_table(
        "content_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("course", "certification", "policy", name="contentkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("typo", "clarify", "material", name="changelevel", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("commit", sa.Text(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sources", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_version")),
    )
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.create_index("uq_content_version_digest", ["kind", "slug", "digest"], unique=True)
        batch_op.create_index(
            "uq_content_version_live",
            ["kind", "slug"],
            unique=True,
            sqlite_where=sa.text("is_live"),
            postgresql_where=sa.text("is_live"),
        )

    op.create_table(
        "employee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("is_executive", sa.Boolean(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["employee.id"], name=op.f("fk_employee_manager_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee")),
        sa.UniqueConstraint("email", name=op.f("uq_employee_email")),
        sa.UniqueConstraint("employee_number", name=op.f("uq_employee_employee_number")),
    )
    with op.batch_alter_table("employee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employee_manager_id"), ["manager_id"], unique=False)

    op.create_table(
        "fact",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_fact")),
        sa.UniqueConstraint("digest", name=op.f("uq_fact_digest")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_subject"), ["subject"], unique=False)

    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "load_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("mend", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load_finding")),
    )
    op.create_table(
        "media_file",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_media_file")),
    )
    op.create_table(
        "paper",
        sa.Column("facts_digest", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("facts_digest", name=op.f("pk_paper")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_failure_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_failure_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_failure_failed_at"), ["failed_at"], unique=False)

    op.create_table(
        "unconference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "setup",
                "proposing",
                "voting",
                "scheduling",
                "published",
                "live",
                "wrapped",
                "archived",
                name="phase",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unconference")),
        sa.UniqueConstraint("slug", name=op.f("uq_unconference_slug")),
    )
    op.create_table(
        "acknowledgment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_acknowledgment_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_acknowledgment_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgment")),
        sa.UniqueConstraint(
            "employee_id", "version_id", name=op.f("uq_acknowledgment_employee_id_version_id")
        ),
    )
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("certification", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("first", "renewal", name="cyclekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_cycle_employee_id_employee")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_cycle_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint(
            "employee_id", "certification", "number", name=op.f("uq_cycle_employee_id_certification_number")
        ),
    )
    op.create_table(
        "enrollment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_lesson", sa.Text(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_enrollment_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_enrollment_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrollment")),
        sa.UniqueConstraint(
            "employee_id", "course", "number", name=op.f("uq_enrollment_employee_id_course_number")
        ),
    )
    with op.batch_alter_table("enrollment", schema=None) as batch_op:
        batch_op.create_index(
            "uq_enrollment_open",
            ["employee_id", "course"],
            unique=True,
            sqlite_where=sa.text("completed_at IS NULL"),
            postgresql_where=sa.text("completed_at IS NULL"),
        )

    op.create_table(
        "fact_payload",
        sa.Column("fact_number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_number"], ["fact.number"], name=op.f("fk_fact_payload_fact_number_fact")
        ),
        sa.PrimaryKeyConstraint("fact_number", name=op.f("pk_fact_payload")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "sent", "failed", name="messagestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_message_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "password_link",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_password_link_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_password_link")),
    )
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_link_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("certificate", "completion", name="recordkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("warns_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_as", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["begun_by"], ["fact.number"], name=op.f("fk_record_begun_by_fact")),
        sa.ForeignKeyConstraint(["ended_by"], ["fact.number"], name=op.f("fk_record_ended_by_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("begun_by", name=op.f("uq_record_begun_by")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index("ix_record_kind_happened_at", ["kind", "happened_at"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("author", "organizer", "hr", "admin", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_role_grant_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("employee_id", "role", name=op.f("uq_role_grant_employee_id_role")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unconference_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_room_has_seats")),
        sa.ForeignKeyConstraint(
            ["unconference_id"], ["unconference.id"], name=op.f("fk_room_unconference_id_unconference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("unconference_id", "name", name=op.f("uq_room_unconference_id_name")),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_sign_in_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unconference_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_slot_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["unconference_id"], ["unconference.id"], name=op.f("fk_slot_unconference_id_unconference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("unconference_id", "starts_at", name=op.f("uq_slot_unconference_id_starts_at")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unconference_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "accepted", "withdrawn", name="topicstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["host_id"], ["employee.id"], name=op.f("fk_topic_host_id_employee")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["employee.id"], name=op.f("fk_topic_proposed_by_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["unconference_id"], ["unconference.id"], name=op.f("fk_topic_unconference_id_unconference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_unconference_id"), ["unconference_id"], unique=False)

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrollment_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("draw", sa.JSON(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_attempt_score_is_percent")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_attempt_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["enrollment_id"], ["enrollment.id"], name=op.f("fk_attempt_enrollment_id_enrollment")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_attempt_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("enrollment_id", "number", name=op.f("uq_attempt_enrollment_id_number")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(
            "uq_attempt_open",
            ["enrollment_id"],
            unique=True,
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )

    op.create_table(
        "breakout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unconference_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("scheduled", "canceled", name="breakoutstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("last_queue_number", sa.Integer(), nullable=False),
        sa.Column("canceled_because", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_breakout_has_seats")),
        sa.ForeignKeyConstraint(["host_id"], ["employee.id"], name=op.f("fk_breakout_host_id_employee")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_breakout_room_id_room")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_breakout_slot_id_slot")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_breakout_topic_id_topic")),
        sa.ForeignKeyConstraint(
            ["unconference_id"], ["unconference.id"], name=op.f("fk_breakout_unconference_id_unconference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakout")),
    )
    with op.batch_alter_table("breakout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breakout_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_breakout_unconference_id"), ["unconference_id"], unique=False)
        batch_op.create_index(
            "uq_breakout_host",
            ["slot_id", "host_id"],
            unique=True,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.create_index(
            "uq_breakout_place",
            ["slot_id", "room_id"],
            unique=True,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("certification", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("permission", sa.Text(), nullable=False),
        sa.Column("permission_words", sa.Text(), nullable=False),
        sa.Column("university_name", sa.Text(), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warn_days", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_certificate_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_certificate_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("cycle_id", name=op.f("uq_certificate_cycle_id")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrollment_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum("completed", "waived", "imported", name="completionmethod", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_completion_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["enrollment_id"], ["enrollment.id"], name=op.f("fk_completion_enrollment_id_enrollment")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_completion_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
        sa.UniqueConstraint("enrollment_id", name=op.f("uq_completion_enrollment_id")),
    )
    with op.batch_alter_table("completion", schema=None) as batch_op:
        batch_op.create_index("ix_completion_employee_id_course", ["employee_id", "course"], unique=False)

    op.create_table(
        "lesson_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrollment_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrollment_id"], ["enrollment.id"], name=op.f("fk_lesson_done_enrollment_id_enrollment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_done")),
        sa.UniqueConstraint(
            "enrollment_id", "lesson", "round", name=op.f("uq_lesson_done_enrollment_id_lesson_round")
        ),
    )
    op.create_table(
        "answer",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_answer_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("attempt_id", "question", name=op.f("pk_answer")),
    )
    op.create_table(
        "signup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("breakout_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("queue_number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("confirmed", "waitlisted", "canceled", name="signupstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["breakout_id"], ["breakout.id"], name=op.f("fk_signup_breakout_id_breakout")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_signup_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_signup_slot_id_slot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signup")),
        sa.UniqueConstraint("breakout_id", "queue_number", name=op.f("uq_signup_breakout_id_queue_number")),
    )
    with op.batch_alter_table("signup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signup_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(
            "uq_signup_live",
            ["breakout_id", "employee_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'canceled'"),
            postgresql_where=sa.text("state <> 'canceled'"),
        )
        batch_op.create_index(
            "uq_signup_seat",
            ["slot_id", "employee_id"],
            unique=True,
            sqlite_where=sa.text("state = 'confirmed'"),
            postgresql_where=sa.text("state = 'confirmed'"),
        )

    op.execute(f"INSERT INTO ledger_head (id, number, digest) VALUES (1, 0, '{GENESIS}')")  # noqa: S608 -- a constant
    op.execute("INSERT INTO catalog_revision (id, number) VALUES (1, 0)")


def downgrade() -> None:
    """Take the tables down."""
    with op.batch_alter_table("signup", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_signup_seat",
            sqlite_where=sa.text("state = 'confirmed'"),
            postgresql_where=sa.text("state = 'confirmed'"),
        )
        batch_op.drop_index(
            "uq_signup_live",
            sqlite_where=sa.text("state <> 'canceled'"),
            postgresql_where=sa.text("state <> 'canceled'"),
        )
        batch_op.drop_index(batch_op.f("ix_signup_employee_id"))

    op.drop_table("signup")
    op.drop_table("answer")
    op.drop_table("lesson_done")
    with op.batch_alter_table("completion", schema=None) as batch_op:
        batch_op.drop_index("ix_completion_employee_id_course")

    op.drop_table("completion")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_employee_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("breakout", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_breakout_place",
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index(
            "uq_breakout_host",
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index(batch_op.f("ix_breakout_unconference_id"))
        batch_op.drop_index(batch_op.f("ix_breakout_topic_id"))

    op.drop_table("breakout")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attempt_open",
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attempt_employee_id"))

    op.drop_table("attempt")
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_unconference_id"))

    op.drop_table("topic")
    op.drop_table("slot")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_employee_id"))

    op.drop_table("sign_in")
    op.drop_table("room")
    op.drop_table("role_grant")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_kind_happened_at")
        batch_op.drop_index(batch_op.f("ix_record_employee_id"))
        batch_op.drop_index(batch_op.f("ix_record_about"))

    op.drop_table("record")
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_link_employee_id"))

    op.drop_table("password_link")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_employee_id"))

    op.drop_table("message")
    op.drop_table("fact_payload")
    with op.batch_alter_table("enrollment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_enrollment_open",
            sqlite_where=sa.text("completed_at IS NULL"),
            postgresql_where=sa.text("completed_at IS NULL"),
        )

    op.drop_table("enrollment")
    op.drop_table("cycle")
    op.drop_table("acknowledgment")
    op.drop_table("unconference")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_failed_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_address"))
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_account"))

    op.drop_table("sign_in_failure")
    op.drop_table("paper")
    op.drop_table("media_file")
    op.drop_table("load_finding")
    op.drop_table("ledger_head")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_subject"))
        batch_op.drop_index(batch_op.f("ix_fact_kind"))
        batch_op.drop_index(batch_op.f("ix_fact_employee_id"))

    op.drop_table("fact")
    with op.batch_alter_table("employee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employee_manager_id"))

    op.drop_table("employee")
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_content_version_live", sqlite_where=sa.text("is_live"), postgresql_where=sa.text("is_live")
        )
        batch_op.drop_index("uq_content_version_digest")

    op.drop_table("content_version")
    op.drop_table("catalog_revision")
