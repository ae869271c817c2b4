"""Read employees, their roles and their sign-ins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from university.base.errors import NotFound
from university.people.models import Employee, PasswordLink, Role, RoleGrant, SignIn, SignInFailure
from university.people.rules import Person, Wait, initials, throttle
from university.people.rules.throttle import WINDOW

PAGE = 50
LINK_LASTS = timedelta(hours=24)
LINK_IS_OVER = "This link was used already, or is older than a day. Ask whoever sent it for a new one."
#: A whole office may stand behind one address.
ALLOWED_FROM_ADDRESS = 50


@dataclass(frozen=True)
class Visitor:
    """The signed-in person, as every request needs them: one query, no more."""

    id: int
    employee_number: str
    name: str
    email: str
    initials: str
    zone: str
    roles: frozenset[str]
    token: str
    seen_at: datetime
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie keeps: the token, never the person's id."""
        return self.token


def token_digest(token: str) -> str:
    """What is kept of a token, so that a copy of the database opens no door."""
    return sha256(token.encode()).hexdigest()


def find_visitor(
    session: Session, token: str, *, now: datetime, idle: timedelta, longest: timedelta
) -> Visitor | None:
    """The person behind a cookie's token, or None once the sign-in is over or the person has left."""
    rows = session.execute(VISITOR, {"digest": token_digest(token), "today": now.date()}).all()
    if not rows or rows[0].started_at + longest <= now or rows[0].seen_at + idle <= now:
        return None
    first = rows[0]
    return Visitor(
        id=first.id,
        employee_number=first.employee_number,
        name=first.name,
        email=first.email,
        initials=initials(first.name),
        zone=first.zone,
        roles=frozenset(row.role.value for row in rows if row.role),
        token=token,
        seen_at=first.seen_at,
    )


# Built once, of columns alone: every request asks it, and to build it took longer than to ask.
VISITOR = (
    select(
        Employee.id,
        Employee.employee_number,
        Employee.name,
        Employee.email,
        Employee.zone,
        SignIn.started_at,
        SignIn.seen_at,
        RoleGrant.role,
    )
    .join(SignIn, SignIn.employee_id == Employee.id)
    .outerjoin(RoleGrant, RoleGrant.employee_id == Employee.id)
    .where(
        SignIn.token_digest == bindparam("digest"),
        or_(Employee.left_on.is_(None), Employee.left_on > bindparam("today")),
    )
)


def _is_here(now: datetime) -> ColumnElement[bool]:
    return or_(Employee.left_on.is_(None), Employee.left_on > now.date())


def find_employee_by_email(session: Session, email: str) -> Employee | None:
    """The employee with this address, however it is capitalized."""
    return session.scalars(select(Employee).where(Employee.email == email.strip().lower())).one_or_none()


def find_employee_by_number(session: Session, number: str) -> Employee | None:
    """The employee with this number."""
    return session.scalars(select(Employee).where(Employee.employee_number == number)).one_or_none()


def get_employee(session: Session, employee_id: int) -> Employee:
    """One employee with roles; raises ``NotFound``."""
    employee = session.scalars(
        select(Employee).options(selectinload(Employee.roles)).where(Employee.id == employee_id)
    ).one_or_none()
    if employee is None:
        raise NotFound("There is no such employee.")
    return employee


def list_employees_by_number(
    session: Session, numbers: Sequence[str], *, with_roles: bool = False
) -> Sequence[Employee]:
    """The employees with these numbers, and their roles if asked; unknown numbers are left out."""
    found = select(Employee).where(Employee.employee_number.in_(numbers))
    return session.scalars(found.options(selectinload(Employee.roles)) if with_roles else found).all()


def find_account(session: Session, account: str) -> Employee | None:
    """The employee meant by what somebody typed at the door: an address, or a number in any case."""
    if "@" in account:
        return find_employee_by_email(session, account)
    number = account.strip()
    return find_employee_by_number(session, number) or find_employee_by_number(session, number.upper())


def account_key(account: str) -> str:
    """What is kept of a name typed at the door: a digest, since people type their password there."""
    return token_digest(account.strip().lower())


def find_wait(session: Session, account: str, address: str, *, now: datetime) -> Wait | None:
    """How long this account, or this address, must wait before another password is looked at."""
    recent = select(SignInFailure.failed_at).where(SignInFailure.failed_at > now - WINDOW)
    of_account = session.scalars(recent.where(SignInFailure.account == account_key(account))).all()
    of_address = session.scalars(recent.where(SignInFailure.address == address)).all()
    waits = throttle(of_account, now), throttle(of_address, now, allowed=ALLOWED_FROM_ADDRESS)
    return max((wait for wait in waits if wait), key=lambda wait: wait.until, default=None)


def list_sign_ins(session: Session, employee_id: int, *, now: datetime, idle: timedelta) -> Sequence[SignIn]:
    """The browsers in which a person is signed in, the last used first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.employee_id == employee_id, SignIn.seen_at > now - idle)
        .order_by(SignIn.seen_at.desc(), SignIn.token_digest)
    ).all()


def get_employee_by_link(session: Session, token: str, *, now: datetime) -> Employee:
    """Whose password a link may set; raises ``NotFound`` for a link unknown, used or too old."""
    employee = session.scalars(
        select(Employee)
        .join(PasswordLink, PasswordLink.employee_id == Employee.id)
        .where(
            PasswordLink.token_digest == token_digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.made_at > now - LINK_LASTS,
            _is_here(now),
        )
    ).one_or_none()
    if employee is None:
        raise NotFound(LINK_IS_OVER)
    return employee


def count_admins(session: Session) -> int:
    """How many administrators there are; their grants stay locked until the transaction ends."""
    return len(session.scalars(select(RoleGrant).where(RoleGrant.role == Role.ADMIN).with_for_update()).all())


@dataclass(frozen=True)
class EmployeePage:
    """One page of the list of employees: its rows, and how many there are in all."""

    rows: Sequence[Employee]
    total: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // PAGE))


def list_employees(session: Session, *, words: str, state: str, page: int, today: date) -> EmployeePage:
    """Employees by name whose name, number, address or department holds every word; with their roles.

    ``state`` is `active`, `left` or `all`.
    """
    wanted = [_holds(word) for word in words.split()]
    if state != "all":
        has_left = Employee.left_on <= today
        wanted.append(has_left if state == "left" else or_(Employee.left_on.is_(None), ~has_left))
    total = session.scalar(select(func.count()).select_from(Employee).where(*wanted)) or 0
    found = select(Employee).where(*wanted).options(selectinload(Employee.roles))
    by_name = found.order_by(func.lower(Employee.name), Employee.id)
    return EmployeePage(session.scalars(by_name.limit(PAGE).offset((page - 1) * PAGE)).all(), total)


def _holds(word: str) -> ColumnElement[bool]:
    columns = (Employee.name, Employee.employee_number, Employee.email, Employee.department)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def map_people(session: Session) -> Mapping[str, Person]:
    """Everybody ever known, by number, as the employee file tells them; in the order of numbers."""
    manager = aliased(Employee)
    rows = session.execute(
        select(
            Employee.employee_number,
            Employee.name,
            Employee.email,
            Employee.part,
            Employee.department,
            Employee.job_title,
            Employee.country,
            Employee.zone,
            manager.employee_number.label("manager_number"),
            Employee.is_executive,
            Employee.joined_on,
            Employee.left_on,
        )
        .outerjoin(manager, Employee.manager_id == manager.id)
        .order_by(Employee.employee_number)
    )
    return {row.employee_number: Person(**row._mapping) for row in rows}  # noqa: SLF001 -- SQLAlchemy's public name


def map_ids(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """The id of each employee among these numbers."""
    wanted = set(numbers)
    rows = session.execute(select(Employee.employee_number, Employee.id))
    return {number: employee_id for number, employee_id in rows if number in wanted}
