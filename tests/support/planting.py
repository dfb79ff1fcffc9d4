"""Canaries, and what answers are made of with one in every place for a person, a value or a text: form fields
of the ten types with their answers, persons, and answers of any shape.

Nothing is asked of the rules in `redact.screen`, so that a hole in them is found. `planted` is a whole task.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TASK = "d005715eb72c17884e4e3f904d9e01bf"
RUN = "0b75b7a9c8dfad7ba54cd2998d9ec254"
WHEN = "2026-11-19T16:20:55.000Z"
_CANARY = re.compile(r"qz[0-9]{3,}zq|77[0-9]{6}")
TYPES = ("text", "textarea", "radio", "dropdown", "multiselect", "date", "email", "file", "table",
         "assignees_form")  # fmt: skip


def identity(number: int) -> str:
    """An ID as Tallyfy gives it."""
    return f"{number:032x}"


class Planting:
    """Gives canaries, and remembers where each was planted."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def text(self, place: str, form: str = "Canary {}") -> str:
        """A text of that form with a canary of its own."""
        canary = f"qz{len(self.places):03d}zq"
        self.places[canary] = place
        return form.replace("{}", canary)

    def number(self, place: str) -> int:
        """A number that stands nowhere else."""
        canary = 77_000_000 + len(self.places)
        self.places[str(canary)] = place
        return canary

    def still_in(self, answer: str) -> dict[str, str]:
        """The canaries of which nothing took the place."""
        return {canary: place for canary, place in self.places.items() if canary in answer}

    def person(self, place: str, number: int) -> dict[str, Any]:
        """A member as an object."""
        names = ("username", "first_name", "last_name", "full_name", "name", "title", "phone_1")
        return {
            "id": number,
            **{name: self.text(f"{place}, {name}") for name in names},
            "email": self.text(f"{place}, email", "{}@acme.example"),
            "phone": self.number(f"{place}, phone"),
            "profile_pic": self.text(f"{place}, picture", "https://files.example/{}.png"),
            "last_known_ip": self.text(f"{place}, address"),
            "role": "Admin",
            "status": "active",
        }


def values(plant: Planting, where: str) -> dict[str, Any]:
    """An answer of each of the ten types."""

    def text(what: str, form: str = "Canary {}") -> str:
        return plant.text(f"{where}, {what}", form)

    return {
        "text": text("text"),
        "textarea": text("textarea", "<p>Dear <strong>{}</strong></p><img src='https://{}.example/x.png'>"),
        "radio": text("radio", "{}"),
        "dropdown": {
            "id": 2,
            "text": text("dropdown"),
            "label": text("dropdown, label"),
            "value": text("its value"),
        },
        "multiselect": [
            {"id": 1, "text": text("multiselect"), "value": None, "required": True, "selected": True},
            {"id": 2, "label": text("multiselect, label"), "value": text("ticked"), "selected": False},
        ],
        "date": text("date", "2026-12-01 {}"),
        "email": {"value": text("email", "{}@acme.example")},
        "file": [
            {
                "id": identity(77),
                "filename": text("file", "{}.pdf"),
                "version": 1,
                "url": text("file, url", "https://files.example/{}.pdf"),
                "full_url": text("file, full url", "https://{}.example/a.pdf"),
                "source": "url",
                "uploaded_from": text("file, where from"),
                "subject": {"id": RUN, "type": "Run"},
            },
            text("bare file", "{}.pdf"),
        ],
        "table": [
            text("table cell"),
            [text("cell in a row"), plant.number(f"{where}, number in a cell")],
            {"id": 1, "label": text("column's label in a row"), "value": [text("cell by column")]},
            {
                "Type": text("Type"),
                "Status": text("Status", "{}"),
                "Step": text("Step", "{}"),
                text("cell's name", "{}"): True,
            },
            {"created_at": "2026-11-20", "position": plant.number(f"{where}, position in a row")},
        ],
        "assignees_form": {
            "users": [plant.number(f"{where}, picked member")],
            "guests": [text("picked guest", "{}@acme.example")],
            "groups": [{"name": text("picked group")}],
        },
    }


def _options(plant: Planting, where: str) -> list[Any]:
    """Options in all the shapes seen, also bare."""
    return [
        {"id": 1, "text": plant.text(f"{where}, option"), "value": None, "required": False},
        {
            "id": 2,
            "label": plant.text(f"{where}, option's label"),
            "value": plant.text(f"{where}, option's value"),
        },
        plant.text(f"{where}, bare option"),
    ]


def _field(plant: Planting, where: str, number: int, kind: str, **more: Any) -> dict[str, Any]:
    place = f"{where}, {kind}"
    return {
        "id": identity(number),
        "alias": f"label-of-the-{kind}-41000{number:02d}".replace("_", "-"),
        "field_type": kind,
        "label": f"Label of the {kind}",
        "guidance": plant.text(
            f"{place}, guidance", "<p>Ask {} <a href='https://acme.example/{}'>here</a></p>"
        ),
        "position": number,
        "required": True,
        "options": _options(plant, place),
        "columns": [{"id": 1, "label": "Item"}, {"id": 2, "label": "Qty"}],
        "field_validation": ["alpha_dash", "max:200"],
        "default_value": plant.text(f"{place}, default value"),
        "prefix": plant.text(f"{place}, prefix"),
        "suffix": plant.text(f"{place}, suffix"),
        "settings": {
            "label": plant.text(f"{place}, settings"),
            "status": plant.text(f"{place}, settings' word"),
        },
        "list": [
            {"id": 1, "label": plant.text(f"{place}, list"), "alias": plant.text(f"{place}, alias in a list")}
        ],
        "custom_fields": {"note": plant.text(f"{place}, custom field")},
        "created_at": WHEN,
        "last_updated": WHEN,
        **more,
    }


def fields(plant: Planting, where: str, key: str) -> list[dict[str, Any]]:
    answers = values(plant, where)
    made = [_field(plant, where, n, kind, **{key: answers[kind]}) for n, kind in enumerate(TYPES, start=1)]
    empty = {
        "id": identity(11),
        "label": "Nothing here",
        "field_type": "text",
        "required": True,
        "position": 11,
    }
    return [*made, {**empty, key: ""}]


# What `in_others` leaves as it is, by the member it stands in.
_HARMLESS = (
    *(
        "id",
        "_id",
        "_at",
        "status",
        "status_label",
        "_type",
        "state",
        "verb",
        "label",
        "alias",
        "color",
        "step",
    ),
    *("deadline", "last_updated", "position", "source", "total", "problems", "unit", "timezone", "users"),
    *("groups", "include", "version", "count", "completion_progress", "max_assignable"),
)
_VALUES = frozenset(
    ("field_value", "value", "taskdata", "prerun", "custom_fields", "options", "old_value", "list")
)


def in_others(value: Any, name: str = "", *, inside: bool = False) -> Any:
    """`value` with "canary" in each text that is not harmless by its name, and in all of form values."""
    if isinstance(value, dict):
        return {key: in_others(each, key, inside=inside or key in _VALUES) for key, each in value.items()}
    if isinstance(value, list):
        return [in_others(each, name, inside=inside) for each in value]
    if not isinstance(value, str) or not value.strip() or (not inside and name.endswith(_HARMLESS)):
        return value
    return f"canary{value}"


def canaries_in(text: str, places: Mapping[str, str]) -> list[str]:
    """Where the canaries that are in `text` were planted."""
    return [places[canary] for canary in dict.fromkeys(_CANARY.findall(text.lower())) if canary in places]
