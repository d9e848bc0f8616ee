"""What people are told of their wait: everywhere the same, and the same after a restart."""

from hall import Server, first_counter_of, new_key, until

BASE = "/api/v1/malls/badung"
SERVICE = "disdukcapil-01"


def issue(server):
    answer = server.post(f"{BASE}/visits", {"services": [SERVICE]}, server.token("kiosk"), new_key())
    assert answer.status == 201, answer
    return answer.json


def act(server, counter, verb):
    answer = server.post(f"{BASE}/counters/{counter}/{verb}", {}, server.token("manager"), new_key())
    assert answer.status in (200, 204), answer
    return answer.json


def estimate_of(visit):
    return visit["steps"][0]["estimate"]


def promises(server):
    day = server.get(f"{BASE}/day", server.token("manager")).json
    return day["promises_given"], day["promises_held"], day["promises_shorter"], day["promises_longer"]


def test_an_estimate_is_told_from_the_ticket_on_and_outlives_a_kill():
    with Server() as server:
        counter = first_counter_of(server, SERVICE)
        first = issue(server)
        assert estimate_of(first) is None, "no counter is open"
        act(server, counter, "open")
        act(server, counter, "call")

        ours = issue(server)
        told = estimate_of(ours)
        assert 0 <= told["low_seconds"] <= told["median_seconds"] <= told["high_seconds"], told
        assert told["low_seconds"] < told["high_seconds"], "never one number"
        services = server.get(f"{BASE}/services?q=").json["services"]
        assert next(s for s in services if s["id"] == SERVICE)["estimate"] is not None
        queues = server.get(f"{BASE}/board").json["queues"]
        assert next(q for q in queues if q["prefix"] == ours["number"].split("-")[0])["estimate"] is not None
        assert ours["number"] in server.get(f"/k/{ours['code']}").text

        act(server, counter, "start")
        act(server, counter, "finish")
        act(server, counter, "call")
        given = promises(server)
        assert given[0] == sum(given[1:]) >= 1, given

        ours = issue(server)
        server.kill()
        server.start()
        until(lambda: estimate_of(server.get(f"/api/v1/visits/{ours['code']}").json), 10,
              "nothing is told after a restart")
        assert promises(server) == given, "what was promised is known again"
        server.audit()
