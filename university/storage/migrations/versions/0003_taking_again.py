"""0003_taking_again: courses that holders of a certificate take again; texts found by their last use.

Why: a material change of a required course asks its certificates' holders to take it again by a day; and
a load in which one lesson changed looked through every text that is kept. Old rows: none of them changes,
nobody is asked for changes of before. While the old release runs: safe, it knows nothing of the table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_taking_again"
down_revision = "0002_writing_courses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "retake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_retake_certificate_id_certificate")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_retake_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retake")),
    )
    op.create_index(op.f("ix_retake_certificate_id"), "retake", ["certificate_id"])
    is_open = sa.text("met_at IS NULL AND withdrawn_at IS NULL")
    op.create_index(
        "uq_retake_open",
        "retake",
        ["certificate_id", "course"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(op.f("ix_kept_text_used_at"), "kept_text", ["used_at"])


def downgrade() -> None:
    """Take the tables back; what was asked again is forgotten, its facts stay in the ledger."""
    op.drop_index(op.f("ix_kept_text_used_at"), table_name="kept_text")
    op.drop_table("retake")
