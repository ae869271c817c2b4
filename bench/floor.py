"""The floor: a bare Flask application that does the least a page like ours could do."""

import os
import sqlite3
from pathlib import Path

from flask import Flask, Response, g, render_template, session

QUERIES = 6
MENU = [(f"lesson-{number}", f"Lesson {number}") for number in range(40)]


def create_floor() -> Flask:
    """/hello is a text; /lesson and /lesson6 render 24 KB of ready HTML after one and six queries."""
    app = Flask("floor", template_folder=str(Path(__file__).parent / "templates"))
    app.secret_key = "floor" * 8
    body = "<p>" + "Listen first, and say who you are. " * 700 + "</p>"

    @app.get("/hello")
    def hello() -> str:
        return "Hello"

    @app.get("/enter")
    def enter() -> Response:
        session["person"] = 1
        return Response("in")

    @app.get("/lesson")
    def lesson() -> str:
        return _lesson(1, body)

    @app.get("/lesson6")
    def lesson6() -> str:
        return _lesson(QUERIES, body)

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        if "floor" in g:
            g.floor.close()

    return app


def _lesson(queries: int, body: str) -> str:
    g.floor = sqlite3.connect(os.environ["FLOOR_DATABASE"])
    for _ in range(queries):
        name = g.floor.execute("SELECT name FROM employee WHERE id = ?", (session["person"],)).fetchone()[0]
    return render_template("lesson.html", name=name, menu=MENU, body=body)
