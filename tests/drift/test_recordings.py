"""Each known disagreement of a server is found in recordings that real recorders made of it, and none is invented.

``scripts/record_drift.py`` has the server and the calls.
"""

import json

import pytest

from bs_validate import Validator
from bs_validate.drift.compare import Judge, drift
from bs_validate.drift.names import names_of
from bs_validate.lint.readers import documents
from support.places import TESTS

VALIDATOR = Validator()
JUDGE = Judge(VALIDATOR, names_of(VALIDATOR))
RECORDINGS = TESTS / "drift" / "recordings"
CREATE, UPDATE, HOST = "POST /contacts", "PUT /contacts/{contact_id}", "PUT /hosts/{host_id}"
READ = "GET /contacts/{contact_id}"
COMPARED = [
    (CREATE, 201, "both_accept", (), ()),
    (CREATE, 422, "both_refuse", (("email", "required"),), ("email",)),
    (CREATE, 201, "only_we_refuse", (("zip", "too_long"),), ()),
    (CREATE, 422, "only_server_refuses", (), ("email",)),
    (UPDATE, 200, "only_we_refuse", (("frist_name", "unknown_field"),), ()),
    (HOST, 202, "both_accept", (), ()),
]
UNDOCUMENTED = [
    ("field", "frist_name", "firstname", UPDATE),
    ("field", "loyalty_tier", None, UPDATE),
    ("field", "loyalty_tier", None, READ),
    ("value", "gender", None, READ),
    ("parameter", "updated_sinc", "updated_since", "GET /contacts"),
    ("status", "202", "200", HOST),
    ("operation", "DELETE /hosts/{host_id}", None, "DELETE /hosts/{host_id}"),
    ("operation", "POST /contacts/…", None, "POST /contacts/…"),
]
#: The text in the file that starts at the place of each undocumented thing; a file may escape its quotes.
AT = {
    "operation": ("/hosts/2", "/contacts/1/merge"),
    "parameter": ("?updated_sinc",),
    "field": ("frist_name", "loyalty_tier"),
    "status": ("202",),
    "value": ("diverse",),
}


@pytest.mark.parametrize("file", ["betamax.json", "playwright.har", "vcrpy.yaml"])
def test_exactly_the_known_disagreements_are_found(file: str) -> None:
    """They are in the order of the recording, each at its place in the file."""
    data = (RECORDINGS / file).read_bytes()
    found = drift(file, documents(file, data), JUDGE)
    assert [one[3:] for one in found.compared] == COMPARED
    assert [one[3:] for one in found.undocumented] == UNDOCUMENTED
    assert found.no_verdict == 6
    lines = data.decode().split("\n")
    for one in found.undocumented:
        near = lines[one.line - 1][one.column - 1 : one.column + 75]
        assert any(text in near for text in AT[one.kind]), (one.kind, one.name, near)
    for row in found.compared:
        assert "/api/v3/" in lines[row.line - 1][row.column - 1 : row.column + 50]


def test_all_recordings_in_the_folder_are_tried() -> None:
    """The list of this module is complete."""
    assert sorted(path.name for path in RECORDINGS.iterdir()) == ["betamax.json", "playwright.har", "vcrpy.yaml"]
    assert json.loads((RECORDINGS / "betamax.json").read_text(encoding="utf-8"))["recorded_with"].startswith("betamax")
