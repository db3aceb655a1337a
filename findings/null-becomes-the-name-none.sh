#!/bin/sh
# A program reads a response into a dataclass or an attrs class, changes one field, and sends the rest back.
# Guess: null for "firstname: str" raises an error, and so does a text for a list of texts.
# Reality: cattrs and mashumaro call str(), list(), bool() and int(). The contact is called "None", an object becomes its
#   repr, and the text "fr" becomes the two languages "f" and "r". "false" is True, 1.9 is the integer 1, and "1_0" is 10.
#   adaptix and msgspec reject all six. marshmallow rejects the first three, reads "false" as False, and 1.9 and "1_0" as 1
#   and 10.
# Library: cattrs 26.2.1, mashumaro 3.23, adaptix 3.0.0b12, marshmallow 4.4.0, msgspec 0.22.0.
# Why it matters: An API returns null for the names of an anonymised person. "None" is a valid name, so no check notices it
#   when it is sent back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cattrs==26.2.1 mashumaro==3.23 adaptix==3.0.0b12 marshmallow==4.4.0 \
  msgspec==0.22.0
cat >read.py <<'PY'
from dataclasses import dataclass
from importlib.metadata import version

import adaptix
import cattrs
import marshmallow
import msgspec
from mashumaro.codecs import BasicDecoder


@dataclass
class Contact:
    firstname: str
    languages: list[str]
    user_id: int
    active: bool


class ContactSchema(marshmallow.Schema):
    firstname = marshmallow.fields.String()
    languages = marshmallow.fields.List(marshmallow.fields.String())
    user_id = marshmallow.fields.Integer()
    active = marshmallow.fields.Boolean()

    @marshmallow.post_load
    def contact(self, data, **_):
        return Contact(**data)


READERS = {
    "cattrs": lambda data: cattrs.structure(data, Contact),
    "mashumaro": BasicDecoder(Contact).decode,
    "adaptix": lambda data: adaptix.Retort().load(data, Contact),
    "marshmallow": ContactSchema().load,
    "msgspec": lambda data: msgspec.convert(data, Contact),
}
GOOD = {"firstname": "Ann", "languages": ["fr"], "user_id": 1, "active": True}
for field, value in [
    ("firstname", None), ("firstname", {"first": "Ann"}), ("languages", "fr"), ("active", "false"), ("user_id", 1.9),
    ("user_id", "1_0"),
]:
    for library, read in READERS.items():
        try:
            result = repr(getattr(read(GOOD | {field: value}), field))
        except Exception as error:
            result = f"rejected ({type(error).__name__})"
        print(f"{field} {value!r}, {library} {version(library)}: {result}")
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
firstname None, cattrs 26.2.1: 'None'
firstname None, mashumaro 3.23: 'None'
firstname None, adaptix 3.0.0b12: rejected (AggregateLoadError)
firstname None, marshmallow 4.4.0: rejected (ValidationError)
firstname None, msgspec 0.22.0: rejected (ValidationError)
firstname {'first': 'Ann'}, cattrs 26.2.1: "{'first': 'Ann'}"
firstname {'first': 'Ann'}, mashumaro 3.23: "{'first': 'Ann'}"
firstname {'first': 'Ann'}, adaptix 3.0.0b12: rejected (AggregateLoadError)
firstname {'first': 'Ann'}, marshmallow 4.4.0: rejected (ValidationError)
firstname {'first': 'Ann'}, msgspec 0.22.0: rejected (ValidationError)
languages 'fr', cattrs 26.2.1: ['f', 'r']
languages 'fr', mashumaro 3.23: ['f', 'r']
languages 'fr', adaptix 3.0.0b12: rejected (AggregateLoadError)
languages 'fr', marshmallow 4.4.0: rejected (ValidationError)
languages 'fr', msgspec 0.22.0: rejected (ValidationError)
active 'false', cattrs 26.2.1: True
active 'false', mashumaro 3.23: True
active 'false', adaptix 3.0.0b12: rejected (AggregateLoadError)
active 'false', marshmallow 4.4.0: False
active 'false', msgspec 0.22.0: rejected (ValidationError)
user_id 1.9, cattrs 26.2.1: 1
user_id 1.9, mashumaro 3.23: 1
user_id 1.9, adaptix 3.0.0b12: rejected (AggregateLoadError)
user_id 1.9, marshmallow 4.4.0: 1
user_id 1.9, msgspec 0.22.0: rejected (ValidationError)
user_id '1_0', cattrs 26.2.1: 10
user_id '1_0', mashumaro 3.23: 10
user_id '1_0', adaptix 3.0.0b12: rejected (AggregateLoadError)
user_id '1_0', marshmallow 4.4.0: 10
user_id '1_0', msgspec 0.22.0: rejected (ValidationError)
TXT
diff expected observed
