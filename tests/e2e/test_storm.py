"""Kiosks and counters pressing at once while servers are killed: nothing is lost, doubled or unfair."""

import json
import os
import random
import subprocess
import tempfile
import threading
import time
from collections import Counter

from hall import GERAI, History, Persistent, Server, number_parts, until

SECONDS = float(os.environ.get("E2E_STORM_SECONDS", "6"))
KIOSKS, COUNTERS = 30, 150
BASE = "/api/v1/malls/badung"


def press_kiosk(client, services, seed, is_over):
    dice = random.Random(seed)
    while not is_over():
        chosen = dice.sample(services, dice.choice((1, 1, 1, 2)))
        priority = dice.choice(("none",) * 8 + ("elderly", "infant"))
        client.post(f"{BASE}/visits", {"services": chosen, "priority": priority}, is_over)


def press_counter(client, counter, seed, is_over):
    dice = random.Random(seed)
    path = f"{BASE}/counters/{counter}"
    client.post(f"{path}/open")
    while not is_over():
        called = client.post(f"{path}/call")
        if called is None or called.status != 200:
            time.sleep(0.05)
            continue
        if dice.random() < 0.1:
            client.post(f"{path}/no-show")
            continue
        client.post(f"{path}/start")
        client.post(f"{path}/finish")


def storm(server, ports, kill):
    """Runs the storm for a while; `kill` is called every now and then. Gives what clients were told."""
    history = History()
    mall = server.get(BASE).json
    services = [s["id"] for s in server.get(f"{BASE}/services").json["services"]]
    kiosk, manager = server.token("kiosk"), server.token("manager")
    started = time.monotonic()
    is_over = lambda: time.monotonic() - started > SECONDS
    threads = []
    for i in range(KIOSKS):
        client = Persistent(server, kiosk, history, f"kiosk {i}", ports[i % len(ports)])
        threads.append(threading.Thread(target=press_kiosk, args=(client, services, i, is_over)))
    for i, counter in enumerate(mall["counters"][:COUNTERS]):
        client = Persistent(server, manager, history, f"counter {counter['number']}", ports[i % len(ports)])
        threads.append(threading.Thread(target=press_counter,
                                        args=(client, counter["number"], 1000 + i, is_over)))
    for thread in threads:
        thread.start()
    while not is_over():
        time.sleep(2)
        kill()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a client was never answered"
    return history


def check(server, history):
    server.audit()
    issued = {visit["code"]: visit["number"] for visit in history.acknowledged("/visits")}
    assert len(issued) > 20, f"only {len(issued)} numbers in the storm"
    kept = server.rows("SELECT body FROM journal WHERE mall = 'badung' AND type = 'issued'")
    bodies = "\n".join(row[0] for row in kept)
    lost = [code for code in issued if code not in bodies]
    assert not lost, f"{len(lost)} acknowledged numbers are not in the journal"

    doubled = [number for number, count in Counter(issued.values()).items() if count > 1]
    assert not doubled, f"issued twice: {doubled}"
    by_prefix = {}
    for (body,) in kept:
        number = json.loads(body)["number"]
        by_prefix.setdefault(number["prefix"], []).append(number["value"])
    for prefix, values in by_prefix.items():
        assert sorted(values) == list(range(1, len(values) + 1)), f"{prefix} has gaps"

    at_counter = Counter((call["visit"]["code"], call["step"]["id"])
                         for call in history.acknowledged("/call"))
    no_shows = len(history.acknowledged("/no-show"))
    assert all(count == 1 for count in at_counter.values()), "a step was called at two counters"
    print(f"    {len(issued)} numbers, {len(at_counter)} calls, {no_shows} no-shows, "
          f"{sum(line['type'] != 'invoke' for line in history.lines)} requests")


def storm_with_kills(server):
    with server:
        def kill():
            server.kill()
            server.start()
        history = storm(server, [server.port], kill)
        check(server, history)


def test_a_storm_with_kills_on_sqlite():
    storm_with_kills(Server())


def test_a_storm_with_kills_on_postgresql():
    with Database() as database:
        storm_with_kills(Server(database=database))


def test_two_servers_on_one_database_are_one_hall():
    with Database() as database, Server(database=database) as one, Server(database=database) as two:
        history = storm(one, [one.port, two.port], lambda: None)
        check(one, history)
        seen = lambda server: server.get(f"{BASE}/board").json["seq"]
        until(lambda: seen(one) == seen(two), 5, "the servers do not agree")
        token = one.run("token", "create", "--role", "greeter", "--mall", "badung", "--json").stdout
        made = json.loads(token)
        identity = made.get("id") or made["token"]["id"]
        text = made.get("text") or made.get("token")
        until(lambda: two.get(f"{BASE}/visits?page_size=1", text).status == 200, 6, "unknown on the other")
        one.run("token", "revoke", identity)
        until(lambda: two.get(f"{BASE}/visits?page_size=1", text).status == 401, 6, "still good on the other")


class Database:
    """A database of its own on the test's PostgreSQL server."""

    count = 0

    def __enter__(self):
        Database.count += 1
        self.own = None
        address = os.environ.get("GERAI_TEST_POSTGRES")
        if not address:
            self.own = tempfile.mkdtemp(prefix="gerai-pg.", dir="/tmp")
            os.chmod(self.own, 0o711)
            address = subprocess.run(["script/postgres", "start", self.own + "/server"], capture_output=True,
                                     text=True, check=True).stdout.strip()
        name = f"e2e_{os.getpid()}_{Database.count}"
        subprocess.run(["psql", "-X", "-q", "-c", f"CREATE DATABASE {name}", address], check=True)
        before, _, query = address.partition("?")
        start = before.rsplit("/", 1)[0]
        return f"{start}/{name}" + (f"?{query}" if query else "")

    def __exit__(self, *unused):
        if self.own:
            subprocess.run(["script/postgres", "stop", self.own + "/server"], check=True)
