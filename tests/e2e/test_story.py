"""One number, every queue at once: the story of a visitor at Badung, over HTTP."""

from hall import Server, Stream, first_counter_of, new_key

AKTA, KTP = "disdukcapil-01", "bpjs-kes-01"
BASE = "/api/v1/malls/badung"


class Story:
    def __init__(self, server):
        self.server = server
        self.kiosk = server.token("kiosk")
        self.manager = server.token("manager")
        self.first = first_counter_of(server, AKTA)
        self.second = first_counter_of(server, KTP)
        for counter in (self.first, self.second):
            self.act(counter, "open")

    def issue(self, *services, priority="none", key=None):
        answer = self.server.post(f"{BASE}/visits", {"services": services, "priority": priority},
                                  self.kiosk, key or new_key())
        assert answer.status == 201, answer
        return answer.json

    def act(self, counter, act, body=None, status=200):
        answer = self.server.post(f"{BASE}/counters/{counter}/{act}", body or {}, self.manager, new_key())
        assert answer.status == status, f"{act} at {counter}: {answer}"
        return answer.json

    def visit(self, visit):
        return self.server.get(f"/api/v1/visits/{visit['code']}").json

    def states(self, visit):
        return [step["state"] for step in self.visit(visit)["steps"]]


def test_a_visitor_of_two_agencies_waits_in_both_queues_at_once():
    with Server() as server:
        story = Story(server)
        board = Stream(server, f"{BASE}/events")
        board.wait_for("hello")
        ours = story.issue(AKTA, KTP)
        later = story.issue(KTP)
        phone = Stream(server, f"/api/v1/visits/{ours['code']}/events")

        called = story.act(story.first, "call")
        assert called["visit"]["number"] == ours["number"], called
        story.act(story.first, "start")
        assert story.states(ours) == ["serving", "waiting"]

        # The second counter passes the visitor over, says why, and takes the later number.
        passed = story.act(story.second, "call")
        assert passed["visit"]["number"] == later["number"], passed
        assert passed["overtook"] == {"number": ours["number"], "score": passed["overtook"]["score"],
                                      "reason": "busy_elsewhere"}, passed
        busy = story.act(story.first, "call", status=409)
        assert busy["type"].endswith("/counter-busy"), busy
        story.act(story.second, "start")
        story.act(story.second, "finish")
        story.act(story.second, "call", status=204)

        story.act(story.first, "finish")
        again = story.act(story.second, "call")
        assert again["visit"]["number"] == ours["number"], "the place was kept"
        story.act(story.second, "start")
        story.act(story.second, "finish")
        assert story.visit(ours)["state"] == "done"

        for step in (1, 2):
            rated = server.post(f"/api/v1/visits/{ours['code']}/ratings", {"step": step, "score": 4})
            assert rated.status == 201, rated
        assert [step["rating"] for step in story.visit(ours)["steps"]] == [4, 4]

        board.wait_for("called", lambda data: data.get("number") == ours["number"])
        board.wait_for("finished")
        for event in board.events:
            assert "code" not in str(event) and "priority" not in event["data"], event
        assert later["number"] not in str(story.visit(ours)), "nobody sees another's number"


def test_a_server_that_is_killed_goes_on_as_if_nothing_had_happened():
    with Server() as server:
        story = Story(server)
        board = Stream(server, f"{BASE}/events")
        key = new_key()
        ours = story.issue(AKTA, KTP, key=key)
        seen = board.wait_for("issued")
        story.act(story.first, "call")
        server.kill()
        server.start()

        assert story.states(ours) == ["called", "waiting"]
        assert story.issue(AKTA, KTP, key=key)["number"] == ours["number"], "the key is remembered"
        again = Stream(server, f"{BASE}/events", after=seen["id"])
        missed = again.wait_for("called")
        assert int(missed["id"]) == int(seen["id"]) + 1, missed
        assert "issued" not in again.names(), "nothing is told twice"

        following = story.issue(AKTA)
        assert following["number"] == "B-002", following
        story.act(story.first, "start")
        story.act(story.first, "finish")
        server.audit()


def test_undo_takes_back_a_slip_and_a_stranger_cannot_act():
    with Server() as server:
        story = Story(server)
        ours = story.issue(AKTA)
        story.act(story.first, "call")
        story.act(story.first, "no-show")
        assert story.states(ours) == ["no_show"]
        story.act(story.first, "undo")
        assert story.states(ours) == ["called"]

        clerk = server.token("clerk", counter=story.first)
        path = f"{BASE}/counters"
        assert server.post(f"{path}/{story.first}/recall", {}, clerk).status == 200
        assert server.post(f"{path}/{story.second}/call", {}, clerk).status == 403
        assert server.post(f"/api/v1/malls/paser/counters/1/call", {}, clerk).status == 404
        assert server.post(f"{path}/{story.first}/recall", {}).status == 401
        assert server.post(f"{path}/{story.first}/recall", {}, "gerai_unknown").status == 401


def test_a_paper_number_is_keyed_in_once_and_keeps_its_time():
    with Server() as server:
        story = Story(server)
        greeter = server.token("greeter")
        story.issue(AKTA)
        paper = {"paper_number": "P-017", "taken_at": "2026-11-25T08:05:00+08:00", "reason": "listrik padam",
                 "services": [AKTA]}
        answer = server.post(f"{BASE}/visits", paper, greeter, new_key())
        assert answer.status == 201 and answer.json["number"] == "P-017", answer
        twice = server.post(f"{BASE}/visits", paper, greeter, new_key())
        assert twice.status == 409 and twice.json["type"].endswith("/paper-number-used"), twice
        assert story.act(story.first, "call")["visit"]["number"] == "P-017", "it was there first"
