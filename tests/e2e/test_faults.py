"""What goes wrong around a hall: disks, processes, clocks, files, tokens, and whatever comes over the socket."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.request

from hall import GERAI, MALLS, Server, Skipped, Stream, new_key, until

BASE = "/api/v1/malls/badung"
AKTA = "disdukcapil-01"


def issue(server, key=None):
    return server.post(f"{BASE}/visits", {"services": [AKTA]}, server.token("kiosk"), key or new_key())


def serve_once(*arguments):
    return subprocess.run([GERAI, "serve", *arguments, "--listen", "127.0.0.1:0"], capture_output=True,
                          text=True, timeout=30)


def test_a_second_server_on_one_directory_refuses_in_a_sentence():
    with Server() as server:
        second = serve_once(*server.places(), "--trial")
        assert second.returncode == 1 and "in use" in second.stderr, second.stderr
        assert issue(server).status == 201


def test_a_trial_is_a_trial_for_ever():
    with Server() as server:
        server.stop()
        real = serve_once(*server.places())
        assert real.returncode == 1 and "trial" in real.stderr, real.stderr
        assert real.stderr.count("\n") <= 2, "one sentence"


def test_a_full_disk_makes_it_read_only_and_it_recovers():
    place = tempfile.mkdtemp(prefix="gerai-full.")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place], capture_output=True).returncode:
        raise Skipped("this machine does not let us mount a small disk")
    try:
        with Server(data=place) as server:
            ours = issue(server)
            assert ours.status == 201, ours
            filler = os.path.join(place, "filler")
            with open(filler, "wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 4096) == 4096:
                        pass
                except OSError:
                    pass  # The disk is full.
            refused = until(lambda: (a := issue(server)).status == 503 and a, 20, "it goes on writing")
            assert refused.json["type"].endswith("/read-only"), refused
            assert "Retry-After" in refused.headers
            assert server.get("/api/v1/visits/" + ours.json["code"]).status == 200, "reads go on"
            assert server.get(f"{BASE}/board").status == 200
            assert server.get("/readyz").status == 503
            os.remove(filler)
            until(lambda: server.get("/readyz").status == 200, 20, "it does not recover by itself")
            assert issue(server).status == 201
            server.audit()
    finally:
        subprocess.run(["umount", "-l", place])


def test_a_drain_under_load_loses_nothing():
    with Server() as server:
        codes = []
        for i in range(30):
            codes.append(issue(server).json["code"])
        server.stop()
        server.start()
        for code in codes:
            assert server.get("/api/v1/visits/" + code).status == 200


def test_an_event_of_a_newer_version_stops_the_start():
    with Server() as server:
        issue(server)
        server.stop()
        with sqlite3.connect(os.path.join(server.directory, "gerai.db")) as database:
            database.execute("UPDATE journal SET version = 99 WHERE type = 'issued'")
        refused = serve_once(*server.places(), "--trial")
        assert refused.returncode == 1 and "99" in refused.stderr and "newer" in refused.stderr, refused.stderr


def test_tokens_of_yesterday_and_revoked_ones_are_401():
    with Server() as server:
        short = server.token("greeter", ttl="1s")
        until(lambda: server.get(f"{BASE}/visits", short).status == 401, 8, "an expired token is good")
        made = json.loads(server.run("token", "create", "--role", "greeter", "--mall", "badung", "--json").stdout)
        text = made.get("text") or made.get("token")
        identity = made.get("id")
        assert server.get(f"{BASE}/visits", text).status == 200
        server.run("token", "revoke", identity)
        until(lambda: server.get(f"{BASE}/visits", text).status == 401, 6, "a revoked token is good")


def test_a_bad_mall_file_starts_nothing_and_replaces_nothing():
    malls = tempfile.mkdtemp(prefix="gerai-malls.")
    for name in os.listdir(MALLS):
        if name.endswith(".toml"):
            shutil.copy(os.path.join(MALLS, name), malls)
    bad = os.path.join(malls, "badung.toml")
    with open(bad, encoding="utf-8") as file:
        text = file.read()
    with open(bad, "w", encoding="utf-8") as file:
        file.write(text.replace("time_zone", "time_zona", 1))
    start = serve_once("--data", tempfile.mkdtemp(prefix="gerai-bad."), "--malls", malls, "--trial")
    assert start.returncode == 2 and "time_zone" in start.stderr and "badung.toml:" in start.stderr, start.stderr
    with Server() as server:
        before = server.get(BASE).json["name"]
        refused = server.run("import", bad, check=False)
        assert refused.returncode == 2 and "badung.toml:" in refused.stderr + refused.stdout, refused
        assert server.get(BASE).json["name"] == before


def test_a_new_file_applies_to_those_who_come_after_it():
    with Server() as server:
        name = os.path.join(server.directory, "badung.toml")
        with open(os.path.join(MALLS, "badung.toml"), encoding="utf-8") as file:
            text = file.read()
        with open(name, "w", encoding="utf-8") as file:
            file.write(text.replace('name = "Mal Pelayanan Publik Kabupaten Badung"', 'name = "MPP Badung Baru"', 1))
        before = issue(server).json
        server.run("import", name)
        assert server.get(BASE).json["name"] == "MPP Badung Baru"
        after = issue(server).json
        assert after["number"] != before["number"]
        assert server.get("/api/v1/visits/" + before["code"]).status == 200
        server.audit()


def test_every_route_that_is_not_public_asks_for_a_token():
    with Server() as server:
        document = server.get("/api/openapi.json").json
        asked = 0
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                address = path.replace("{mall}", "badung").replace("{counter}", "1").replace(
                    "{code}", "0" * 26).replace("{service}", AKTA).replace("{figure}", "issued")
                if any(w in operation["x-access"] for w in ("anyone", "code_holder", "loopback")):
                    continue
                answer = server.request(method.upper(), address, {} if method == "post" else None)
                assert answer.status == 401, f"{method} {path}: {answer}"
                asked += 1
        assert asked > 20, asked


def test_whatever_comes_over_the_socket_is_no_failure():
    bodies = ["", "{", "[]", "nul", '"x"', "{}" * 3, '{"services": 1}', '{"services": []}',
              '{"services": ["x"], "services": []}', '{"services": ["' + "x" * 5000 + '"]}',
              '{"services": ["disdukcapil-01"], "state": "done"}', "[" * 2000, '{"a": 1e400}',
              '{"services": ["\\u0000"]}', '{"services": ["\\ud800"]}', '{"services": [null]}']
    with Server() as server:
        document = server.get("/api/openapi.json").json
        manager = server.token("manager")
        for path, methods in document["paths"].items():
            if "post" not in methods or path.endswith("/close"):
                continue
            address = path.replace("{mall}", "badung").replace("{counter}", "1").replace("{code}", "0" * 26)
            for body in bodies + [b"\xff\xfe{}", "x" * 70_000]:
                answer = server.post(address, body, manager)
                assert answer.status < 500, f"{address} {body[:40]!r}: {answer}"
        for raw in (b"GET / HTTP/1.1\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                    b"POST /api/v1/malls HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                received = connection.recv(4096)
                assert not received.startswith(b"HTTP/1.1 5"), received
        assert issue(server).status == 201


def test_input_faults_are_all_named_with_their_place():
    with Server() as server:
        answer = server.post(f"{BASE}/visits", {"services": ["ktp", AKTA], "priority": "vip", "vip": True},
                             server.token("kiosk"))
        assert answer.status == 422, answer
        answer = server.post(f"{BASE}/visits", {"services": ["ktp", AKTA], "priority": "vip"},
                             server.token("kiosk"), headers={"Accept-Language": "en"})
        places = [error["pointer"] for error in answer.json["errors"]]
        assert answer.status == 422 and places == ["/services/0", "/priority"], answer


def test_the_same_key_gives_the_same_answer_and_another_body_is_refused():
    with Server() as server:
        key = new_key()
        first, again = issue(server, key), issue(server, key)
        assert first.text == again.text and again.status == 201
        other = server.post(f"{BASE}/visits", {"services": ["bpjs-kes-01"]}, server.token("kiosk"), key)
        assert other.status == 422 and other.json["type"].endswith("/key-reused"), other


def test_a_key_is_answered_again_when_its_visit_is_of_yesterday():
    with Server(start="2026-11-25T15:00:00+08:00", speed="3600") as server:
        ours = issue(server).json
        key = new_key()
        cancel = lambda: server.post(f"/api/v1/visits/{ours['code']}/cancel", {"reason": "pulang"}, key=key)
        first = cancel()
        assert first.status == 200, first
        until(lambda: server.get(BASE).json["business_date"] > ours["business_date"], 20, "the day does not end")
        issue(server)  # The first command of the new date begins it.
        again = cancel()
        assert again.status == 200 and again.text == first.text, again
        other = server.post(f"/api/v1/visits/{ours['code']}/cancel", {}, key=new_key())
        assert other.status == 404, other
        assert server.get("/api/v1/visits/" + ours["code"]).json["state"] == "cancelled"


def test_a_mall_that_is_open_all_night_is_not_full_at_midnight():
    malls = tempfile.mkdtemp(prefix="gerai-malls.")
    with open(os.path.join(MALLS, "badung.toml"), encoding="utf-8") as file:
        text = file.read()
    days = ", ".join(f'{day} = ["00:00-24:00"]' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    text = re.sub(r"^hours = \{.*?\}$", f"hours = {{ {days} }}", text, count=1, flags=re.M | re.S)
    with open(os.path.join(malls, "badung.toml"), "w", encoding="utf-8") as file:
        file.write(text)
    with Server(start="2026-11-25T23:50:00+08:00", malls=malls) as server:
        for _ in range(40):
            assert issue(server).status == 201


def test_metrics_count_what_happens_in_the_hall():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Server(arguments=["--operations", f"127.0.0.1:{port}"]) as server:
        issue(server)
        issue(server)
        metrics = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
        counted = [line for line in metrics.splitlines() if line.startswith("gerai_numbers_issued_total{")]
        assert len(counted) == 1 and counted[0].endswith(" 2"), counted
        waiting = [line for line in metrics.splitlines() if line.startswith("gerai_steps_waiting{")
                   and line.endswith(" 2")]
        assert len(waiting) == 1 and 'prefix="B"' in waiting[0], waiting


def test_the_list_of_visits_holds_to_number_and_state():
    with Server() as server:
        number = issue(server).json["number"]
        greeter = server.token("greeter")
        listed = lambda query: server.get(f"{BASE}/visits?{query}", greeter).json["visits"]
        assert len(listed(f"number={number}&state=waiting")) == 1
        assert listed(f"number={number}&state=done") == []


def test_the_stream_of_a_revoked_token_ends():
    with Server() as server:
        made = json.loads(server.run("token", "create", "--role", "manager", "--mall", "badung", "--json").stdout)
        text = made.get("text") or made.get("token")
        stream = Stream(server, f"{BASE}/hall/events", text)
        stream.wait_for("hello")
        server.run("token", "revoke", made["id"])
        until(lambda: not stream.thread.is_alive(), 6, "it is read to all the same")
