"""A Gerai server under test, and clients that speak HTTP to it.

Only the outside contract is used: the command line, the API, and the tables of the journal, which are
read with SQL of our own. Nothing is shared with the server's code.
"""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import uuid

GERAI = os.environ.get("GERAI", "build/release/gerai")
MALLS = os.environ.get("GERAI_MALLS", "malls")
WEDNESDAY_NINE = "2026-11-25T09:00:00+08:00"


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body
        self.text = body.decode(errors="replace")
        self.json = json.loads(body) if body and "json" in headers.get("Content-Type", "") else None

    def __repr__(self):
        return f"{self.status} {self.text[:300]}"


class Server:
    """A trial hall in a directory of its own, on a free port that it keeps over restarts."""

    def __init__(self, database=None, data=None, start=WEDNESDAY_NINE, speed="1", arguments=(),
                 malls=MALLS):
        self.directory = data or tempfile.mkdtemp(prefix="gerai-e2e.")
        self.database = database
        self.malls = malls
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.arguments = ["--trial", start, "--speed", speed, *arguments]
        self.process = None
        self.tokens = {}

    def places(self):
        places = ["--data", self.directory, "--malls", self.malls]
        return places + (["--database", self.database] if self.database else [])

    def start(self, expect_ready=True):
        self.log = open(os.path.join(self.directory, "server.log"), "ab")
        self.process = subprocess.Popen(
            [GERAI, "serve", *self.places(), "--listen", f"127.0.0.1:{self.port}", *self.arguments],
            stdout=self.log, stderr=self.log)
        if expect_ready:
            until(lambda: self.is_ready(), 30, f"the server is not ready: {self.tail()}")
        return self

    def is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended: {self.tail()}")
        try:
            return self.get("/readyz").status == 200
        except OSError:
            return False

    def tail(self):
        with open(os.path.join(self.directory, "server.log"), "rb") as log:
            return log.read()[-600:].decode()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(timeout=40) == 0, "a drain ends with 0"

    def __enter__(self):
        return self.start()

    def __exit__(self, *unused):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def run(self, *verb, check=True):
        done = subprocess.run([GERAI, *verb, *self.places()], capture_output=True, text=True, timeout=600)
        if check:
            assert done.returncode == 0, f"gerai {' '.join(verb)}: {done.stdout}{done.stderr}"
        return done

    def token(self, role, mall="badung", counter=None, agency=None, ttl=None):
        key = (role, mall, counter, agency, ttl)
        if key not in self.tokens:
            verb = ["token", "create", "--role", role, "--mall", mall]
            verb += ["--counter", str(counter)] if counter else []
            verb += ["--agency", agency] if agency else []
            verb += ["--ttl", ttl] if ttl else []
            self.tokens[key] = self.run(*verb).stdout.split()[-1]
        return self.tokens[key]

    def request(self, method, path, body=None, token=None, key=None, headers=(), timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return exchange(connection, method, path, body, token, key, headers)
        finally:
            connection.close()

    def get(self, path, token=None, **more):
        return self.request("GET", path, token=token, **more)

    def post(self, path, body=None, token=None, key=None, **more):
        return self.request("POST", path, body, token, key, **more)

    def audit(self):
        done = self.run("audit", check=False)
        assert done.returncode == 0, f"the audit fails:\n{done.stdout}{done.stderr}"
        return done.stdout

    def rows(self, query):
        """Rows of the journal's tables, by SQL of our own."""
        if self.database:
            done = subprocess.run(["psql", "-X", "-A", "-t", "-F", "\x1f", "-c", query, self.database],
                                  capture_output=True, text=True, check=True)
            return [tuple(line.split("\x1f")) for line in done.stdout.splitlines() if line]
        path = os.path.join(self.directory, "gerai.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()


def exchange(connection, method, path, body=None, token=None, key=None, headers=()):
    sent = dict(headers)
    if token:
        sent["Authorization"] = "Bearer " + token
    if key:
        sent["Idempotency-Key"] = key
    payload = None
    if body is not None:
        payload = body if isinstance(body, (bytes, str)) else json.dumps(body)
        sent.setdefault("Content-Type", "application/json")
    connection.request(method, path, payload, sent)
    response = connection.getresponse()
    return Answer(response.status, response.headers, response.read())


class Stream:
    """A reader of server-sent events, on a thread of its own."""

    def __init__(self, server, path, token=None, after=None):
        self.events = []
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        headers = {"Authorization": "Bearer " + token} if token else {}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        self.connection.request("GET", path, headers=headers)
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.read()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        event = {}
        try:
            for line in self.response:
                line = line.decode().rstrip("\n")
                if not line and "event" in event:
                    self.events.append(event)
                    event = {}
                elif ": " in line:
                    name, value = line.split(": ", 1)
                    event[name] = json.loads(value) if name == "data" else value
        except (OSError, ValueError, http.client.HTTPException):
            pass  # The server was killed, or the test has closed the stream.

    def close(self):
        try:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            pass

    def names(self):
        return [event["event"] for event in list(self.events)]

    def wait_for(self, name, matches=lambda data: True):
        def found():
            return next((e for e in list(self.events)
                         if e["event"] == name and matches(e.get("data", {}))), None)
        until(found, 15, f"no event {name} in {self.names()}")
        return found()


def until(condition, seconds, otherwise):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(otherwise)


def new_key():
    return str(uuid.uuid4())


class Persistent:
    """A client that repeats a request with its key until it is answered, as a device does."""

    def __init__(self, server, token, history, name, port=None):
        self.server = server
        self.port = port or server.port
        self.token = token
        self.history = history
        self.name = name
        self.connection = None

    def post(self, path, body=None, give_up=lambda: False):
        key = new_key()
        self.history.add(self.name, path, key, "invoke", None)
        while True:
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                answer = exchange(self.connection, "POST", path, body or {}, self.token, key)
                if answer.status != 503:
                    kind = "ok" if answer.status < 300 else "fail"
                    self.history.add(self.name, path, key, kind, answer)
                    return answer
            except (OSError, http.client.HTTPException):
                self.connection = None
            if give_up():
                self.history.add(self.name, path, key, "info", None)
                return None
            time.sleep(0.05)


class History:
    """What clients did and were told, as JSON lines when asked for."""

    def __init__(self):
        self.lock = threading.Lock()
        self.lines = []

    def add(self, process, operation, key, kind, answer):
        value = {"status": answer.status, "body": answer.json} if answer is not None else None
        with self.lock:
            self.lines.append({"t": time.monotonic(), "proc": process, "op": operation, "key": key,
                               "type": kind, "value": value})

    def acknowledged(self, suffix):
        return [line["value"]["body"] for line in self.lines
                if line["type"] == "ok" and line["op"].endswith(suffix)
                and line["value"]["status"] in (200, 201)]


def first_counter_of(server, service, mall="badung"):
    counters = server.get(f"/api/v1/malls/{mall}").json["counters"]
    return next(c["number"] for c in counters if service in c["services"])


def number_parts(number):
    match = re.fullmatch(r"([A-Z]+)-(\d+)", number)
    return match.group(1), int(match.group(2))


class Skipped(Exception):
    """The test cannot run on this machine; the text says why."""
