"""Exports of retrospective boards: Parabol and Trello."""

import codecs
import json
from typing import Any

from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer, RejectedRow

PSEUDONYM = pseudonymiser(b"test")
PARABOL = """"reflectionGroup","author","votes","type","createdAt","discussionThread","prompt","content"
"Tempo","Anonymous",3,"Reflection","2025-03-01T10:00:00Z","","Wat ging goed?","We haalden alles"
"Tempo","Anonymous",3,"Reflection","2025-03-01T10:00:01Z","","Wat ging goed?","lekker tempo"
"Druk","Anonymous",2,"Reflection","2025-03-01T10:00:02Z","","Wat kan beter?","te veel tegelijk"
"Druk","Anonymous",2,"Reflection","2025-03-01T10:00:03Z","","Wat ging goed?","druk maar leuk"
"Tempo","Jan Jansen",3,"Comment","2025-03-01T10:10:00Z","Eens hoor","","Eens hoor"
"Tempo","Els Maas",3,"Reply","2025-03-01T10:11:00Z","Eens hoor","","ik ook"
"Druk","Jan Jansen",2,"Comment","2025-03-01T10:12:00Z","Tja","","Tja"
"Druk","Jan Jansen",2,"Task","2025-03-01T10:13:00Z","Minder","","Minder tegelijk oppakken"
"Druk","Jan Jansen",2,"Poll","2025-03-01T10:13:00Z","","","geheim"
"""


def test_parabol() -> None:
    data = codecs.BOM_UTF8 + PARABOL.encode()
    reading = read_bytes(data, "ParabolRetrospective_Otters_2025-3-1.csv", ReadOptions(PSEUDONYM, team=("Otters",)))
    records = list(reading)
    items = [record for record in records if isinstance(record, Answer)]
    jan, els = PSEUDONYM("Jan Jansen"), PSEUDONYM("Els Maas")
    assert [(a.heading, a.text, a.respondent) for a in items] == [
        ("Wat ging goed?", "We haalden alles", None),
        ("Wat ging goed?", "lekker tempo", None),
        ("Wat kan beter?", "te veel tegelijk", None),
        ("Wat ging goed?", "druk maar leuk", None),
        ("Wat ging goed?", "Eens hoor", jan),
        ("Wat ging goed?", "ik ook", els),
        (None, "Tja", jan),
        ("Actiepunten", "Minder tegelijk oppakken", jan),
    ]
    assert {(a.kind, a.team) for a in items} == {("retro", ("Otters",))}
    assert len({a.session for a in items}) == 1
    (rejected,) = [record for record in records if isinstance(record, RejectedRow)]
    assert (rejected.row, rejected.field, rejected.code) == (10, "type", "unknown_kind")
    assert "geheim" not in rejected.message
    assert reading.rows == 9
    assert reading.dropped_columns == ("name",)


def card(**changes: Any) -> dict[str, Any]:
    return {
        "id": "c1",
        "name": "sfeer",
        "desc": "",
        "idList": "l1",
        "closed": False,
        "idMembers": ["m1"],
        **changes,
    }


def test_trello() -> None:
    board = {
        "name": "Retro Jan Jansen",
        "members": [{"id": "m1", "fullName": "Jan Jansen"}],
        "lists": [
            {"id": "l1", "name": "Ging goed", "closed": False},
            {"id": "l2", "name": "Kan beter", "closed": False},
            {"id": "l3", "name": "Oud", "closed": True},
        ],
        "cards": [
            card(),
            card(id="c2", idList="l2", name="overleg", desc="Duurt steeds te lang"),
            card(id="c3", closed=True),
            card(id="c4", idList="l3"),
        ],
        "actions": [{"type": "commentCard", "memberCreator": {"fullName": "Jan Jansen"}}],
    }
    reading = read_bytes(json.dumps(board).encode(), "bord.json", ReadOptions(PSEUDONYM))
    items = [record for record in reading if isinstance(record, Answer)]
    assert [(a.id, a.heading, a.text, a.kind, a.respondent) for a in items] == [
        ("c1", "Ging goed", "sfeer", "retro", None),
        ("c2", "Kan beter", "overleg\nDuurt steeds te lang", "retro", None),
    ]
    assert reading.rows == 2
