"""Planning over HTTP: jobs beside a running hall, their results, and what a restart leaves of them."""

import io
import json
import math
import os
import subprocess
import time
import zipfile

from hall import GERAI, MALLS, Server, new_key, until

BASE = "/api/v1/malls/paser/planning"


BY_THE_HALF_HOUR = {"days": 20, "shifts": "none", "review": False}


def start(server, what, body, status=202):
    answer = server.post(f"{BASE}/{what}", body, server.token("manager", "paser"), new_key())
    assert answer.status == status, answer
    return answer.json


def read(server, path):
    answer = server.get(f"{BASE}/{path}", server.token("manager", "paser"))
    assert answer.status == 200, answer
    return answer.json


def job_of(server, job):
    return read(server, f"jobs/{job['id']}")


def wait_for(server, job, state, seconds=600):
    until(lambda: job_of(server, job)["state"] == state, seconds,
          f"not {state}: {server.tail()}")
    return job_of(server, job)


def state_on_disk(server, job):
    path = os.path.join(server.directory, "planning", "paser", f"{job['id']}.json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)["state"]


def assert_same(found, expected):
    """The same but for the last digit of a double, which Boost.JSON 1.81 may read another way."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys()
        for key, value in expected.items():
            assert_same(found[key], value)
    elif isinstance(expected, list):
        assert len(found) == len(expected)
        for one, other in zip(found, expected):
            assert_same(one, other)
    elif isinstance(expected, float):
        assert math.isclose(found, expected, rel_tol=1e-14), (found, expected)
    else:
        assert found == expected, (found, expected)


def test_a_plan_is_made_beside_the_hall_and_outlives_a_restart():
    with Server() as server:
        planned = start(server, "plans", BY_THE_HALF_HOUR)
        waiting = start(server, "plans", {"days": 400})
        cancelled = server.post(f"{BASE}/jobs/{waiting['id']}/cancel", None,
                                server.token("manager", "paser"))
        assert cancelled.json["state"] == "cancelled", cancelled
        assert planned["asked"]["date"] == "2026-11-25", "the hall's today"

        done = wait_for(server, planned, "done")
        result = done["result"]
        assert result["pools"] and result["counter_half_hours"] > 0, result
        assert result["model_fit"] == {"checks_passed": None, "of": 4, "basis": "planning_figures",
                                       "calibration": None}
        assert job_of(server, waiting)["result"] is None

        running = start(server, "plans", {"days": 2000})
        wait_for(server, running, "running")
        # What is kept is written beside the answers, not before them.
        until(lambda: state_on_disk(server, planned) == "done" and state_on_disk(server, running), 60,
              f"not kept: {server.tail()}")
        server.kill()
        server.start()

        assert_same(job_of(server, planned)["result"], result)
        failed = job_of(server, running)
        assert failed["state"] == "failed" and failed["problem"]["code"] == "restarted", failed
        assert failed["result"] is None, "no half results"
        assert [job["id"] for job in read(server, "jobs")["jobs"]] == [
            running["id"], waiting["id"], planned["id"]], "the newest first"


def test_a_plan_in_shifts_says_what_more_and_less_would_do_and_can_be_saved():
    with Server() as server:
        manager = server.token("manager", "paser")
        done = wait_for(server, start(server, "plans", {"days": 20}), "done")
        result = done["result"]
        shifts, review = result["in_shifts"], result["review"]
        assert shifts["counter_half_hours"] == sum(
            shift["half_hours"] for shift in shifts["roster"]), shifts
        for pool in result["pools"]:
            own = [shift for shift in shifts["roster"] if shift["pool"] == pool["id"]]
            assert {shift["counter"] for shift in own} <= set(pool["counters"]), own
            for at, counters in zip(result["half_hours"], pool["in_shifts"]["counters"]):
                there = sum(shift["from"] <= at < shift["to"] for shift in own)
                assert counters == (0 if "12:00" <= at < "13:00" else there), (pool["id"], at)
        assert 0 < review["use"]["utilisation"]["value"] < 1, review["use"]
        assert review["more_visitors"]["broken"] == sum(
            len(pool["review"]["broken"]) for pool in result["pools"])
        gains = [one["in_time"]["value"] for one in review["one_more"]]
        assert gains and gains == sorted(gains, reverse=True), gains

        table = server.get(f"{BASE}/jobs/{done['id']}/result.csv", manager)
        book = server.get(f"{BASE}/jobs/{done['id']}/result.xlsx", manager, headers=[
            ("Accept-Language", "en")])

        lines = table.text.splitlines()
        pools = done["result"]["pools"]
        assert lines[0].startswith("agency,counters,from,open,steps,"), lines[0]
        assert len(lines) == 1 + sum(len(pool["half_hours"]) for pool in pools)
        assert "attachment" in table.headers["Content-Disposition"]
        with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
            assert parts.testzip() is None
            sheets = parts.read("xl/workbook.xml").decode()
            assert "Half-hours" in sheets and "Shifts" in sheets, sheets
            assert pools[0]["agency_name_en"] in parts.read("xl/sharedStrings.xml").decode()


def test_only_the_manager_plans_and_only_what_can_be():
    with Server() as server:
        counter = server.token("clerk", "paser", counter=1)
        assert server.post(f"{BASE}/plans", {}, counter).status == 403
        assert server.post(f"{BASE}/plans", {}).status == 401
        assert server.get(f"{BASE}/jobs", server.token("manager", "badung")).status == 404

        refused = start(server, "plans", {"date": "2026-11-29", "days": 1, "volume": -1}, 422)
        assert [error["pointer"] for error in refused["errors"]] == ["/days"], refused
        refused = start(server, "plans", {"date": "2026-11-29", "volume": -1}, 422)
        assert {error["pointer"] for error in refused["errors"]} == {"/date", "/volume"}, refused


def test_a_comparison_has_a_first_result_at_once_and_sharpens():
    scenario = {"name": "Sepi", "changes": [{"verb": "demand", "factor": 0.5}]}
    with Server() as server:
        began = time.monotonic()
        job = start(server, "comparisons", {"scenarios": [scenario]})
        until(lambda: job_of(server, job)["result"], 300, f"no result: {server.tail()}")
        first = job_of(server, job)["result"]["days"]
        print(f"  the first result, of {first} days, after {time.monotonic() - began:.2f} s")

        done = wait_for(server, job, "done")["result"]
        assert done["days"] == done["of_days"] == 400, done["days"]
        waits = done["scenarios"][0]["differences"]["all"]["wait_minutes"]
        assert waits["verdict"] == "better" and waits["after"] < waits["before"], waits
        refused = start(server, "comparisons", {"scenarios": [
            {"name": "x", "changes": [{"verb": "open_counters", "counters": [9999]}]}]}, 422)
        assert refused["errors"][0]["pointer"].startswith("/scenarios/0/changes/0"), refused


def test_the_rest_of_the_day_is_foretold():
    with Server() as server:
        manager = server.token("manager", "paser")
        until(lambda: server.get(f"{BASE}/forecast", manager).status == 200, 300, "no forecast")
        forecast = read(server, "forecast")
        assert forecast["state"] == "foretold" and forecast["agencies"], forecast


def test_two_malls_of_a_server_are_studied():
    with Server() as server:
        job = start(server, "studies", {"with": {"mall": "badung"}, "days": 20})
        done = wait_for(server, job, "done")["result"]
        assert done["first"]["source"] == done["second"]["source"] == "simulation"
        assert {"first_is_simulated", "second_is_simulated"} <= {c["what"] for c in done["caveats"]}

        manager = server.token("manager", "paser")
        table = server.get(f"{BASE}/jobs/{job['id']}/result.csv", manager)
        book = server.get(f"{BASE}/jobs/{job['id']}/result.xlsx", manager)
        lines = table.text.splitlines()
        assert lines[0] == "figure,unit,first,second", lines[0]
        assert len(lines) == 1 + len(done["rows"])
        with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
            assert parts.testzip() is None
            assert "Yang tidak dapat dibandingkan" in parts.read("xl/workbook.xml").decode()

        assert server.get(f"{BASE}/bundle", server.token("manager", "paser")).status == 409


def test_a_large_bundle_of_another_mall_is_imported_from_its_manager_alone():
    bundle = subprocess.run([GERAI, "bundle", "simulate", os.path.join(MALLS, "badung.toml")],
                            capture_output=True, text=True, timeout=300, check=True).stdout
    assert len(bundle) > 64 * 1024, len(bundle)
    with Server() as server:
        manager = server.token("manager", "paser")
        imported = server.post(f"{BASE}/bundles", bundle, manager)
        assert imported.status == 201 and imported.json["mall"] == "badung", imported
        assert [one["id"] for one in read(server, "bundles")["bundles"]] == [imported.json["id"]]

        altered = server.post(f"{BASE}/bundles", bundle.replace('"badung"', '"bandung"', 1), manager)
        assert altered.status == 422, altered
        assert "/hash" in [error["pointer"] for error in altered.json["errors"]], altered
        for token in (server.token("clerk", "paser", counter=1), server.token("manager", "badung")):
            try:
                refused = server.post(f"{BASE}/bundles", bundle, token)
                assert refused.status == 413, refused
            except ConnectionError:
                pass  # It was answered and closed before all was sent.
