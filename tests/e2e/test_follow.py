"""The page of a visit on a phone without script: what it says, and what its forms do."""

from hall import Server
from test_story import AKTA, KTP, Story

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def press(server, code, act, body=""):
    answer = server.post(f"/k/{code}/{act}", body, headers=FORM)
    assert answer.status == 303, f"{act}: {answer}"
    page = server.get(answer.headers["Location"].split("#")[0])
    assert page.status == 200 and page.headers["Content-Type"].startswith("text/html"), page
    return page.text


def test_a_phone_without_script_follows_cancels_and_rates():
    with Server() as server:
        story = Story(server)
        ours = story.issue(AKTA, KTP)
        code = ours["code"]
        page = server.get(f"/k/{code}")
        assert ours["number"] in page.text and "Anda berikutnya" in page.text, page
        assert page.headers["Cache-Control"] == "no-store", page.headers

        story.act(story.first, "call")
        assert f"Silakan menuju loket {story.first}" in server.get(f"/k/{code}").text
        story.act(story.first, "start")
        story.act(story.first, "finish")
        rated = press(server, code, "ratings", "step=1&score=4")
        assert 'value="4" class="given"' in rated, rated
        assert story.visit(ours)["steps"][0]["rating"] == 4

        # Reasons come after the face, stay with one of its side, and go when none is ticked.
        assert "Apa yang baik?" in rated and "Apa yang kurang?" not in rated, rated
        why = press(server, code, "ratings", "step=1&score=4&reasons=&reasons=friendly&reasons=bogus")
        assert "Alasan: Petugas ramah." in why, why
        step = story.visit(ours)["steps"][0]
        assert step["rating_reasons"] == ["friendly"], step
        press(server, code, "ratings", "step=1&score=3")
        assert story.visit(ours)["steps"][0]["rating_reasons"] == ["friendly"]
        press(server, code, "ratings", "step=1&score=1")
        assert "rating_reasons" not in story.visit(ours)["steps"][0]
        press(server, code, "ratings", "step=1&score=1&reasons=&reasons=slow")
        press(server, code, "ratings", "step=1&score=1&reasons=")
        assert "rating_reasons" not in story.visit(ours)["steps"][0]
        unknown = server.post(f"/api/v1/visits/{code}/ratings", {"step": 1, "score": 4, "reasons": ["cheap"]})
        assert unknown.status == 422, unknown
        assert unknown.json["errors"][0]["pointer"] == "/reasons/0", unknown
        assert "extra_cost" in unknown.json["errors"][0]["detail"], unknown
        press(server, code, "ratings", "step=1&score=4")

        refused = press(server, code, "rejoin")
        assert "tidak dapat dilakukan" in refused, refused
        press(server, code, "cancel")
        assert story.states(ours) == ["done", "cancelled"]
        assert "sudah batal" in server.get(f"/k/{code}").text
        server.audit()


def test_who_did_not_come_comes_back_by_phone():
    with Server() as server:
        story = Story(server)
        ours = story.issue(AKTA)
        story.act(story.first, "call")
        story.act(story.first, "no-show")
        page = server.get(f"/k/{ours['code']}").text
        assert "Nomor Anda dilewati" in page and "Saya sudah kembali" in page, page
        assert "Anda berikutnya" in press(server, ours["code"], "rejoin")
        assert story.states(ours) == ["waiting"]


def test_a_code_is_typed_and_its_language_remembered():
    with Server() as server:
        ours = Story(server).issue(AKTA)
        found = server.get(f"/k?code={ours['short_code'].upper()}")
        assert found.status == 303 and found.headers["Location"] == f"/k/{ours['short_code']}", found
        english = server.get(f"/k/{ours['short_code']}?lang=en")
        assert "You are next" in english.text and "Public Service Mall of Badung" in english.text, english
        cookie = english.headers["Set-Cookie"].split(";")[0]
        again = server.get(f"/k/{ours['short_code']}", headers={"Cookie": cookie})
        assert "You are next" in again.text, again
        for wrong in ("/k?code=123", "/k/zzzzzzzzzzz", "/k/%3Cscript%3E"):
            unknown = server.get(wrong)
            assert unknown.status == 404 and "tidak dikenal" in unknown.text, unknown
        assert server.post("/k/zzzzzzzzzzz/cancel", "", headers=FORM).status == 404
