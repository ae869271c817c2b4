"""Read employees, their roles and their sign-ins."""

from university.people.queries.employees import (
    EmployeePage,
    count_admins,
    find_account,
    find_employee_by_email,
    find_employee_by_number,
    get_employee,
    is_here,
    list_employees,
    list_employees_by_number,
    map_ids,
    map_people,
)
from university.people.queries.sign_ins import (
    LINK_IS_OVER,
    LINK_LASTS,
    Visitor,
    account_key,
    find_visitor,
    find_wait,
    get_employee_by_link,
    list_sign_ins,
    token_digest,
)

__all__ = [
    "LINK_IS_OVER",
    "LINK_LASTS",
    "EmployeePage",
    "Visitor",
    "account_key",
    "count_admins",
    "find_account",
    "find_employee_by_email",
    "find_employee_by_number",
    "find_visitor",
    "find_wait",
    "get_employee",
    "get_employee_by_link",
    "is_here",
    "list_employees",
    "list_employees_by_number",
    "list_sign_ins",
    "map_ids",
    "map_people",
    "token_digest",
]
