"""How a mall is formed, told over HTTP: it outlives a kill, and its audit is clean."""

import json

from hall import Server

PATH = "/api/v1/malls/paser/forming"
EXAMPLE = "malls/forming/paser.json"


def test_the_document_on_forming_outlives_a_kill_and_its_audit_is_clean():
    with open(EXAMPLE) as file:
        example = json.load(file)
    with Server() as server:
        manager = server.token("manager", mall="paser")
        assert server.get(PATH, manager).json["version"] == 0

        kept = server.request("PUT", PATH, {"version": 0, **example}, manager)
        assert kept.status == 200, kept
        late = server.request("PUT", PATH, {"version": 0, "stages": [], "agreements": []}, manager)
        assert late.status == 409, late

        server.kill()
        server.start()
        assert server.get(PATH, manager).json == kept.json
        assert server.rows("SELECT count(*) FROM journal WHERE type = 'formed'") == [(1,)]
        server.audit()
