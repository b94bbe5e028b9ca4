"""Rows that cannot be used, as data.

| code | when | what is left out |
|---|---|---|
| ``too_many_cells`` | a row has more filled cells than there are column names | the row |
| ``broken_quote`` | a quotation mark is not closed, or a cell is over 131,072 characters | the row |
| ``not_json`` | a line of NDJSON is not valid JSON | the line |
| ``not_object`` | an item of JSON is not an object with fields | the item |
| ``unknown_field`` | an item has a field that the first 1,000 items do not have | the item |
| ``missing_team`` | the file has a team column, this row has no team | the row |
| ``unknown_kind`` | ``kind`` is not survey or retro, or an item of a type that is not known | the row |
| ``control_characters`` | a cell holds control characters | the answer; the row for team, respondent, … |
| ``undecodable`` | a cell holds bytes that are not text in the file's encoding | the same |
| ``not_text`` | an answer is an object or a list | the answer; the row for team, respondent, … |
| ``too_long`` | an answer is longer than ``maximum_characters`` | the answer |
| ``duplicate`` | an earlier row has this respondent, question and round | the answer |
| ``sheet_not_read`` | a sheet of a workbook that looks like answers, beside the one that is read | the sheet |
| ``no_items`` | retrospective notes without a single item (see ``retro``) | the file |
"""

from dataclasses import dataclass, replace
from typing import Final, Self

from culture_nlp.records import RejectedRow

_FIELD_IN_MESSAGE: Final = 60

MESSAGES: Final = {
    "too_many_cells": "er zijn meer gevulde cellen dan kolomnamen. "
    "Zet een antwoord met een scheidingsteken erin tussen aanhalingstekens.",
    "broken_quote": "een aanhalingsteken wordt niet gesloten, of een cel is veel te lang. Herstel de regel.",
    "not_json": "dit is geen geldige JSON. Herstel de regel of exporteer het bestand opnieuw.",
    "not_object": "dit is geen object met velden. Maak er een object van, met het antwoord in een veld.",
    "unknown_field": "er is een veld dat eerder niet voorkwam. Geef alle objecten dezelfde velden.",
    "missing_team": "het team ontbreekt. Vul het team in of geef één team voor het hele bestand op.",
    "unknown_kind": "dit soort invoer bestaat niet. Gebruik survey of retro.",
    "control_characters": "er staan stuurtekens in de cel. Verwijder ze of exporteer het bestand opnieuw.",
    "undecodable": "de cel bevat tekens die niet te lezen zijn. Sla het bestand op als UTF-8.",
    "not_text": "de waarde is geen tekst maar een object of lijst. Lever platte tekst aan.",
    "too_long": "het antwoord is te lang. Splits het of kort het in.",
    "duplicate": "deze respondent heeft deze vraag in deze ronde al beantwoord. "
    "Verwijder de dubbele regel of voeg een kolom met de ronde toe.",
    "sheet_not_read": "de antwoorden staan op een ander blad en zijn daar gelezen. "
    "Bewaar dit blad als eigen bestand als er andere antwoorden op staan.",
}


@dataclass(frozen=True, slots=True)
class Rejections:
    """Makes the rejected rows of one file or sheet; ``unit`` is what a person counts there: Rij, Regel or Item."""

    file: str
    unit: str = "Rij"
    sheet: int = 1

    def on_sheet(self, number: int) -> Self:
        """The same for the sheet with this number."""
        return replace(self, sheet=number)

    def whole_sheet(self) -> RejectedRow:
        """A sheet that was left out."""
        return RejectedRow(self.file, None, None, "sheet_not_read", f"Blad {self.sheet}: {MESSAGES['sheet_not_read']}")

    def __call__(self, code: str, row: int, field: str | None = None) -> RejectedRow:
        """The rejected row, with a message in Dutch that names place and remedy and never a value."""
        place = f"{self.unit} {row}" if self.sheet == 1 else f"Blad {self.sheet}, {self.unit.lower()} {row}"
        if field:
            short = field if len(field) <= _FIELD_IN_MESSAGE else field[: _FIELD_IN_MESSAGE - 1] + "…"
            place += f", kolom “{short}”"
        return RejectedRow(self.file, row, field or None, code, f"{place}: {MESSAGES[code]}")
