"""Build the demo company by replaying its plan through the services that real people use."""

from university.demo.services.building import DEMO_PASSWORD, finish, load_courses, read_company, replay

__all__ = ["DEMO_PASSWORD", "finish", "load_courses", "read_company", "replay"]
