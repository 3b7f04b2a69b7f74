"""First terms by lot: who draws is sealed before the seed, and anybody draws the same terms again."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from commonbeat.frame import clock, proof, seals
from commonbeat.frame.rules import Refused
from commonbeat.ledger.models import Entry
from commonbeat.measures.__main__ import main as workshop
from commonbeat.people import actions
from commonbeat.people.charter import term_end
from commonbeat.people.models import Charter, Seat, TermLot
from tests import factories as make
from tests.gatherings import board as boards, boardrooms
from tests.matters import desk

pytestmark = pytest.mark.django_db

STAGGERED = boards.SAYS | {
    "terms": {
        "years": 2,
        "first": [{"number": 4, "years": 2}, {"number": 3, "years": 1}],
        "first_by": "lot",
    },
}


def test_the_lot_gives_each_first_member_a_term_and_anybody_draws_the_same(tmp_path: Path, capsys) -> None:
    made = boards.board(make.house(), members=6, rules=STAGGERED)
    lot = actions.seal_first_terms(made.body, by=made.chair)
    with pytest.raises(Refused, match="sealed already"):
        actions.seal_first_terms(made.body, by=made.chair)
    before = lot.sealed_words()
    with clock.moved(clock.now() + timedelta(days=2)):
        actions.draw_first_terms(lot, by=made.chair, seed="7-11-19", seed_from="State lottery of May 3")
        lot = TermLot.objects.get()
        with pytest.raises(Refused, match="drawn already"):
            actions.draw_first_terms(lot, by=made.chair, seed="8", seed_from="Mine")
    assert sorted(years for _seat, years in lot.drawn) in (["1"] * 2 + ["2"] * 4, ["1"] * 3 + ["2"] * 3)
    charter = Charter.objects.of(made.body)
    for number, years in lot.drawn:
        seat = Seat.objects.get(pk=number)
        assert seat.term_ends == term_end(charter.read, "", seat.since, int(years)), "from the day on which it began"
    page = desk.look(desk.at("nobody"), "people.first_terms", made.body.slug)
    assert "7-11-19" in page and "Left for seats that nobody held then" in page
    assert before != lot.sealed_words() and seals.broken() == []

    words = proof.by(Entry.objects.latest("number").number, lot.sealed_words(), lot).words
    file = tmp_path / "words.json"
    file.write_text(words, "utf-8")
    assert workshop(["draw", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["The same:", *(f"Seat {seat}: {years}" for seat, years in lot.drawn)]
    said = json.loads(words)
    file.write_text(json.dumps(said | {"drawn": said["drawn"][::-1]}), "utf-8")
    assert workshop(["draw", str(file)]) == 2
    assert "NOT the same" in capsys.readouterr().err


def test_who_reads_of_a_draw_without_quotas_draws_it_again(capsys) -> None:
    house = make.house()
    boardrooms.board(house)
    call = boardrooms.filled_by_lot(house, 7).call
    page = desk.look(desk.at("nobody"), "people.call", call.pk)
    place = re.search(r"in the order of the draw: (\d)<", page).group(1)
    assert 'commonbeat draw --pool 2 --seats 1 --seed "7"' in page
    assert workshop(["draw", "--pool", "2", "--seats", "1", "--seed", "7"]) == 0
    assert capsys.readouterr().out == f"Drawn, by their places in the pool: {place}\n"
    assert workshop(["draw", "--pool", "2"]) == 2


def test_only_where_the_charter_says_lot_and_has_a_term_for_everybody() -> None:
    made = boards.board(make.house(), members=3, rules=boards.SAYS)
    with pytest.raises(Refused, match="does not say"):
        actions.seal_first_terms(made.body, by=made.chair)
    few = {"terms": {"first": [{"number": 1, "years": 2}, {"number": 1, "years": 1}], "first_by": "lot"}}
    boards.chartered(made, boards.SAYS | few, clock.today())
    with pytest.raises(Refused, match="first terms for 2 members, and 3 sit"):
        actions.seal_first_terms(made.body, by=made.chair)
    for name in ("coordinator", "member1", "nobody"):
        with pytest.raises(Refused):
            actions.seal_first_terms(made.body, by=made.house.actor(name) if name != "member1" else made.actor(1))


def test_the_way_through_the_pages() -> None:
    made = boards.board(make.house(), members=7, rules=STAGGERED)
    address = f"/boards/{made.body.slug}/first-terms/"
    assert address in desk.look(desk.at("nobody"), "gatherings.board", made.body.slug)
    assert "Seal who draws" not in desk.look(desk.at("nobody"), "people.first_terms", made.body.slug)
    chair = desk.at("chair")
    assert desk.done(chair, "people.seal_first_terms", made.body.slug) == address
    assert "not drawn yet" in desk.look(desk.at("nobody"), "people.first_terms", made.body.slug)
    lot = TermLot.objects.get()
    assert desk.done(chair, "people.draw_first_terms", lot.pk, seed="3-14", seed_from="Lottery") == address
    assert "3-14" in desk.look(desk.at("nobody"), "people.first_terms", made.body.slug)
