"""A mall's own days over HTTP: learned beside the hall and by itself, in force after a restart, and kept where they are few."""

import io
import json
import os
import subprocess
import tempfile
import zipfile

from hall import GERAI, Server, new_key, until

BASE = "/api/v1/malls/uji/planning"
WRITER = os.path.join(os.path.dirname(GERAI), "simulated_journal")


def hall_with(dates):
    """A server of a mall in whose journal so many simulated dates are over."""
    directory = tempfile.mkdtemp(prefix="gerai-e2e.")
    subprocess.run([WRITER, directory, str(dates)], check=True, timeout=600)
    return Server(data=directory, malls=os.path.join(directory, "malls"))


def manager(server):
    return server.token("manager", "uji")


def read(server, path):
    answer = server.get(f"{BASE}/{path}", manager(server))
    assert answer.status == 200, answer
    return answer.json


def job_done(server, what, body):
    answer = server.post(f"{BASE}/{what}", body, manager(server), new_key())
    assert answer.status == 202, answer
    path = f"jobs/{answer.json['id']}"
    until(lambda: read(server, path)["state"] == "done", 600, f"not done: {server.tail()}")
    return read(server, path)


def kept(server):
    """What is in force, as the data directory has it: nobody is asked, so that nothing begins by that."""
    path = os.path.join(server.directory, "calibrations", "uji.json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def test_a_server_plans_from_the_malls_own_days_without_being_told_to():
    scenario = {"name": "Ramai", "changes": [{"verb": "demand", "factor": 1.5}]}
    with hall_with(34) as server:
        first = job_done(server, "comparisons", {"days": 20, "scenarios": [scenario]})["result"]
        assert first["model_fit"]["basis"] == "planning_figures", "nothing waits for what is learned"
        until(lambda: read(server, "calibration")["in_force"], 600, f"not learned: {server.tail()}")

        learned = read(server, "calibration")["in_force"]
        assert learned["dates"] == 34, learned["dates"]
        assert {check["verdict"] for name, check in learned["checks"].items() if isinstance(check, dict)} <= {
            "holds", "fails"}, "thirty dates are enough for all four"
        planned = job_done(server, "plans", {"days": 20})
        fit = planned["result"]["model_fit"]
        assert fit["basis"] == "calibration" and fit["of"] == 4, fit
        assert fit["calibration"] == {"from": learned["from"], "to": learned["to"], "dates": 34,
                                      "checks_unknown": 0, "is_of_other_file": False}, fit

        book = server.get(f"{BASE}/jobs/{planned['id']}/result.xlsx", manager(server))
        with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
            said = parts.read("xl/sharedStrings.xml").decode()
        assert f"Kecocokan model: {fit['checks_passed']} dari 4" in said, said[-600:]

        server.kill()
        server.start()

        again = read(server, "calibration")
        assert again["model_fit"] == fit, "what was in force is in force after a restart"
        jobs = [job for job in read(server, "jobs")["jobs"] if job["kind"] == "calibration"]
        assert [job["asked"]["is_automatic"] for job in jobs] == [True], jobs


def test_a_date_that_is_over_is_learned_though_nobody_asks():
    with hall_with(12) as server:
        read(server, "jobs")
        until(lambda: kept(server), 600, f"not learned: {server.tail()}")
        before = kept(server)["known_to"]

        closed = server.post("/api/v1/malls/uji/day/close", {}, manager(server), new_key())
        assert closed.status == 200, closed

        until(lambda: kept(server)["known_to"] > before, 600, f"not learned: {server.tail()}")


def test_a_journal_that_is_too_short_says_what_is_missing():
    with hall_with(4) as server:
        result = job_done(server, "calibrations", {})["result"]
        assert result["dates"] == 4 and result["dates_needed"] == 10, result
        assert result["model_fit"]["basis"] == "planning_figures", result["model_fit"]
        assert result["figures"]["visits_a_date"]["origin"] == "planned", result["figures"]
        assert result["services"][0]["median_minutes"]["origin"] == "measured", "times are seen soon"
        assert read(server, "calibration")["in_force"] is None
        assert kept(server) is None
