"""Who signed which version of a policy."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class Acknowledgment(Base):
    """The signed fact that a person accepted one version of a policy."""

    __tablename__ = "acknowledgment"
    __table_args__ = (UniqueConstraint("employee_id", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    policy: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    acknowledged_at: Mapped[datetime]
