"""What boards show and hear when the server was gone, and all of them come back in the same moment."""

import threading
import time

from boards import Boards
from hall import Server, first_counter_of, new_key, until

BASE = "/api/v1/malls/badung"
AKTA = "disdukcapil-01"
BOARDS = 500
ANSWERED_WITHIN = 5  # Seconds, while all boards come back; the bound of a clerk's patience.
BACK_WITHIN = 20


class Clerk:
    """Takes numbers, calls and finishes for as long as it is wanted; remembers how long an answer took at most."""

    def __init__(self, server):
        self.server = server
        self.kiosk, self.manager = server.token("kiosk"), server.token("manager")
        self.counter = f"{BASE}/counters/{first_counter_of(server, AKTA)}"
        self.calls = 0
        self.longest = 0
        self.post(f"{self.counter}/open", {}, self.manager)

    def post(self, path, body, token):
        began = time.monotonic()
        answer = self.server.post(path, body, token, new_key())
        self.longest = max(self.longest, time.monotonic() - began)
        assert answer.status in (200, 201), f"{path}: {answer}"

    def serve(self):
        self.post(f"{BASE}/visits", {"services": [AKTA]}, self.kiosk)
        for act in ("call", "start", "finish"):
            self.post(f"{self.counter}/{act}", {}, self.manager)
        self.calls += 1

    def __enter__(self):
        self.is_over = threading.Event()
        self.fault = None
        self.longest = 0
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()
        return self

    def work(self):
        try:
            while not self.is_over.is_set():
                self.serve()
        except (AssertionError, OSError) as fault:
            self.fault = fault

    def __exit__(self, *unused):
        self.is_over.set()
        self.thread.join()


def test_five_hundred_boards_come_back_at_once_and_miss_nothing():
    with Server() as server:
        clerk = Clerk(server)
        with Boards(server.port, "badung", BOARDS) as boards:
            everyone = lambda is_so: lambda: all(is_so(board) for board in boards.all)
            until(everyone(lambda b: b.greetings == 1), BACK_WITHIN, "the boards do not come")
            begun = server.get(f"{BASE}/board").json["seq"]
            clerk.serve()
            server.kill()
            server.start()
            back = time.monotonic()
            with clerk:
                until(everyone(lambda b: b.greetings == 2), BACK_WITHIN, "not all boards come back")
                until(lambda: clerk.calls > 5 or clerk.fault, BACK_WITHIN, "nobody is called meanwhile")
            assert clerk.fault is None, clerk.fault
            now = server.get(f"{BASE}/board").json["seq"]
            until(everyone(lambda b: b.seen >= now and b.last == str(now)), BACK_WITHIN, "not all show the hall as it is")
            took = time.monotonic() - back

        told = list(range(begun + 1, now + 1))  # Each act of this test is told to every board.
        wrong = [board.seqs for board in boards.all if [seq for seq in board.seqs if seq > begun] != told]
        assert not wrong, f"{len(wrong)} boards were told {wrong[0]}, not {told}"
        assert not boards.faults and not any(board.resets for board in boards.all), boards.faults[:3]
        assert clerk.longest < ANSWERED_WITHIN, f"an answer took {clerk.longest:.1f} s"
        print(f"    {BOARDS} boards: {took:.1f} s until all show the hall, {clerk.calls} calls meanwhile, "
              f"the slowest answer {clerk.longest * 1000:.0f} ms")
