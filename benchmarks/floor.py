"""The floor of P09: the same rows as gzip JSON in one request, one transaction on each side, SQLCipher at both ends."""

import gzip
import json
import sys
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from integrhabitat_desktop.db.connection import Connection, open_encrypted
from integrhabitat_desktop.db.store import Store

KEY = bytes(range(32))
TABLES = ("person", "attendance")
Rows = dict[str, list[list[Any]]]


def rows_of(store: Store) -> Rows:
    """Every row of the two tables."""
    return {
        name: [list(row) for row in store.fetch(f"SELECT * FROM {name}")]  # noqa: S608 - two names
        for name in TABLES
    }


def open_floor(path: Path, shapes: dict[str, int]) -> Connection:
    """An empty database with tables of as many columns, written as durably as ours."""
    connection = open_encrypted(path, KEY, create=True)
    connection.execute("PRAGMA synchronous = FULL")
    for name, width in shapes.items():
        columns = ", ".join(f"c{number}" for number in range(1, width))
        connection.execute(f"CREATE TABLE IF NOT EXISTS {name} (id TEXT PRIMARY KEY, {columns})")
    connection.commit()
    return connection


def write(connection: Connection, rows: Rows) -> None:
    """All rows in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for name, values in rows.items():
        marks = ", ".join("?" for _ in values[0])
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608 - two names
    connection.commit()


def push(url: str, store: Store) -> tuple[float, int]:
    """Seconds and bytes of one request with everything, read in one transaction."""
    started = time.perf_counter()
    rows = rows_of(store)
    body = gzip.compress(json.dumps(rows).encode(), 6)
    with urllib.request.urlopen(urllib.request.Request(url, body, method="POST")) as answer:
        answer.read()
    return time.perf_counter() - started, len(body)


def pull(url: str, path: Path, shapes: dict[str, int]) -> tuple[float, int]:
    """Seconds and bytes of one answer with everything, written."""
    connection = open_floor(path, shapes)
    started = time.perf_counter()
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    write(connection, json.loads(gzip.decompress(body)))
    seconds = time.perf_counter() - started
    connection.close()
    return seconds, len(body)


def serve(path: Path) -> None:
    """The other end, in a process of its own."""
    held: dict[str, Connection] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            rows: Rows = json.loads(gzip.decompress(self.rfile.read(int(self.headers["Content-Length"]))))
            held["at"] = open_floor(path, {name: len(values[0]) for name, values in rows.items()})
            write(held["at"], rows)
            self._say(b"ok")

        def do_GET(self) -> None:
            rows = {
                name: [list(row) for row in held["at"].execute(f"SELECT * FROM {name}").fetchall()]  # noqa: S608
                for name in TABLES
            }
            self._say(gzip.compress(json.dumps(rows).encode(), 6))

        def _say(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
