"""A whole day of a trial hall, played by `gerai demo`, with kills in between."""

import json
import os
import subprocess
import time

from hall import GERAI, MALLS, Server
from test_storm import Database

SPEED = os.environ.get("E2E_DAY_SPEED", "1200")
VOLUME = os.environ.get("E2E_DAY_VOLUME", "1")
KILL_EVERY = float(os.environ.get("E2E_DAY_KILL_EVERY", "7"))
OPENING = "2026-11-25T07:55:00+08:00"


def play_a_day(server):
    with server:
        record = os.path.join(server.directory, "record.jsonl")
        demo = subprocess.Popen([GERAI, "demo", *server.places(), "--server", f"http://127.0.0.1:{server.port}",
                                 "--days", "1", "--volume", VOLUME, "--record", record],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        kills = 0
        deadline = time.monotonic() + 60 * 60 * 14 / float(SPEED) + 240
        while demo.poll() is None:
            assert time.monotonic() < deadline, "the day does not end"
            time.sleep(KILL_EVERY)
            if demo.poll() is None:
                server.kill()
                server.start()
                kills += 1
        assert demo.returncode == 0, demo.stderr.read()
        server.audit()
        agree(server, record, kills)


def agree(server, record, kills):
    """Every number that a client was told is in the journal, and every visit of the day has ended."""
    with open(record, encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    journal = "\n".join(row[0] for row in server.rows("SELECT body FROM journal WHERE type = 'issued'"))
    numbers = 0
    for line in told:
        if line["op"] == "issue" and line["type"] == "ok" and line["value"]["status"] == 201:
            told_code, number = line["value"]["code"], line["value"]["number"]
            assert told_code in journal, f"{number} was told and is not in the journal"
            numbers += 1
    assert numbers > 50, f"only {numbers} numbers were told"
    for mall in ("badung", "paser"):
        waiting = server.get(f"/api/v1/malls/{mall}/visits?state=waiting", server.token("manager", mall)).json
        assert waiting["visits"] == [], f"{len(waiting['visits'])} visits still wait at {mall}"
    events = server.rows("SELECT count(*) FROM journal")[0][0]
    print(f"    {len(told)} lines of clients, {numbers} numbers told, {events} events, {kills} kills")


def test_a_day_of_both_malls_with_kills_on_sqlite():
    play_a_day(Server(start=OPENING, speed=SPEED))


def test_a_day_of_both_malls_with_kills_on_postgresql():
    with Database() as database:
        play_a_day(Server(database=database, start=OPENING, speed=SPEED))
