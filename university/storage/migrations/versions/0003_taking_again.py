"""0003_taking_again: kept texts are found by when they were last used.

Why: one load in which one lesson changed looked through all texts that are kept. Old rows: none of them
changes. While the old release runs: safe.
"""

from alembic import op

revision = "0003_taking_again"
down_revision = "0002_writing_courses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_index(op.f("ix_kept_text_used_at"), "kept_text", ["used_at"])


def downgrade() -> None:
    """Take the tables back."""
    op.drop_index(op.f("ix_kept_text_used_at"), table_name="kept_text")
