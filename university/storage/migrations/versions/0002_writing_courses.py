"""0002_writing_courses: drafts and reviews, picture widths, kept texts, requests to reload.

Why: authors write in the browser, pictures are served in the width that fits, and only changed texts
are rendered again. Old rows: none of them changes. While the old release runs: safe, it knows none of these.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_writing_courses"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("is_removal", sa.Boolean(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["saved_by_id"], ["employee.id"], name=op.f("fk_draft_saved_by_id_employee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("course", "path", name=op.f("uq_draft_course_path")),
    )
    op.create_table(
        "draft_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("asked", "agreed", "changes asked", name="reviewanswer", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["employee.id"], name=op.f("fk_draft_review_asked_by_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["employee.id"], name=op.f("fk_draft_review_reviewer_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
    )
    op.create_table(
        "picture_width",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "width", name=op.f("pk_picture_width")),
    )
    op.create_table(
        "kept_text",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_text")),
    )
    op.create_table(
        "reload_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reload_request")),
    )


def downgrade() -> None:
    """Take the tables down; drafts that nobody published go with them."""
    for table in ("reload_request", "kept_text", "picture_width", "draft_review", "draft"):
        op.drop_table(table)
