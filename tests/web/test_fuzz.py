"""Whatever a browser sends, the site answers with words, never with a fault of ours."""

import pytest
from hypothesis import strategies as st

from tests.factories import content, people
from tests.fuzzing import fuzz
from tests.page import Page
from university.web.access import access_table

VALUES = st.sampled_from(
    ["1", "0", "-1", "9" * 12, "smu-1", "hats", "..", "%00", "<b>", "a" * 90, "é", "1e9"]
)
FIELDS = st.dictionaries(
    st.sampled_from(
        ["q", "page", "sort", "question", "goto", "option", "act", "phase", "name", "next", "since"]
    ),
    st.text(max_size=30) | VALUES,
    max_size=4,
)


@pytest.mark.fuzz
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_request_breaks_the_site(app, session, page_of):
    content.live(session, content.course(), content.policy(), content.certification())
    page: Page = page_of(people.employee(session, "author", "organizer", "hr", "admin"))
    doors = [row for row in access_table(app) if row.endpoint not in {"static", "people.sign_out"}]
    app.config["PROPAGATE_EXCEPTIONS"] = True

    def holds(drawn):
        row, value, fields = drawn
        path = row.rule
        for part in [piece for piece in row.rule.split("/") if "<" in piece]:
            path = path.replace(part, value)
        data = fields if row.verb == "GET" else fields | {"csrf_token": page.token}
        send = page.client.get if row.verb == "GET" else page.client.post
        keyword = "query_string" if row.verb == "GET" else "data"
        answer = send(path, buffered=True, **{keyword: data})
        assert answer.status_code < 500

    print(f"{fuzz(st.tuples(st.sampled_from(doors), VALUES, FIELDS), holds, share=0.3)} requests")
