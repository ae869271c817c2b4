"""Read employees and their roles."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, func, not_, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from university.base.errors import NotFound
from university.people.models import Employee, Role, RoleGrant
from university.people.rules import Person
from university.storage.parts import in_parts

PAGE = 25


def is_here(today: date | BindParameter[date], employee: type[Employee] = Employee) -> ColumnElement[bool]:
    """That ``Employee.has_left`` is false, in SQL; a test holds the two together."""
    return or_(employee.left_on.is_(None), employee.left_on > today)


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


def list_with_role(session: Session, role: str, *, today: date) -> Sequence[Employee]:
    """Who holds a role and has not left, by name."""
    held = select(RoleGrant.employee_id).where(RoleGrant.role == Role(role))
    query = select(Employee).where(Employee.id.in_(held), is_here(today))
    return session.scalars(query.order_by(func.lower(Employee.name), Employee.id)).all()


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
        wanted.append(not_(is_here(today)) if state == "left" else is_here(today))
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
    return {row.employee_number: Person(**row._mapping) for row in rows}


def map_ids(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """The id of each employee among these numbers."""
    wanted = set(numbers)
    rows = session.execute(select(Employee.employee_number, Employee.id))
    return {number: employee_id for number, employee_id in rows if number in wanted}


def line_of(manager_id: int, *, today: date, is_whole: bool = False) -> Select[int]:
    """The ids of those who report to a manager and have not left, to be read inside another statement.

    ``is_whole`` adds those who report to them in turn. Nobody is in a line of their own.
    """
    ids = select(Employee.id).where(Employee.manager_id == manager_id)
    if is_whole:
        line = ids.cte("line", recursive=True)
        below = aliased(Employee)
        # A set, not a list: a ring in the reporting line ends by itself.
        line = line.union(select(below.id).where(below.manager_id == line.c.id))
        ids = select(line.c.id)
    return select(Employee.id).where(Employee.id.in_(ids), Employee.id != manager_id, is_here(today))


def list_reports(
    session: Session, manager_id: int, *, today: date, is_whole: bool = False
) -> Sequence[Employee]:
    """Who reports to a manager and has not left, by name; ``is_whole`` adds those who report to them in turn."""
    ids = line_of(manager_id, today=today, is_whole=is_whole)
    query = select(Employee).where(Employee.id.in_(ids))
    return session.scalars(query.order_by(func.lower(Employee.name), Employee.id)).all()


def list_present(session: Session, employee_ids: Collection[int], *, today: date) -> frozenset[int]:
    """Those of these employees who have not left."""
    found: set[int] = set()
    for some in in_parts(sorted(employee_ids)):
        found |= set(session.scalars(select(Employee.id).where(Employee.id.in_(some), is_here(today))))
    return frozenset(found)


def get_report(session: Session, manager_id: int, employee_id: int, *, today: date) -> Employee:
    """One person in a manager's line, direct or not; raises ``NotFound`` for anybody else."""
    line = line_of(manager_id, today=today, is_whole=True)
    found = session.scalars(select(Employee).where(Employee.id == employee_id, Employee.id.in_(line)))
    if report := found.one_or_none():
        return report
    raise NotFound("There is no such person in your team.")
