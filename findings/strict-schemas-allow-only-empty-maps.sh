#!/bin/sh
# A language model fills in a contact. The libraries that talk to such models turn a pydantic model into a "strict" JSON Schema. The contact
# has notes by language, notes: dict[str, str], and a postal code with a pattern.
# Guess: The strict schema allows less than the model, but each document that makes sense. A field that cannot be strict is an error.
# Reality: Strict means closed, and four libraries write additionalProperties: false over the type of the values. {} is then the only value
#   that the schema allows for the notes, so no note can ever be written. anthropic, langchain-core, mistralai and pydantic-ai do so without a
#   warning. Only openai-agents raises an error; openai leaves the notes as they are. anthropic also moves the limits and the
#   pattern into the description, so a postal code of letters is valid, and for "type": ["string", "null"] it raises an AssertionError.
#   Fields with a default are required for openai, langchain-core and pydantic-ai, and optional for anthropic and mistralai.
# Library: anthropic 2.14.0, langchain-core 1.8.3, mistralai 3.7.0, openai 3.57.0, openai-agents 0.24.0, pydantic-ai-slim 2.68.0,
#   pydantic 2.14.4, jsonschema-rs 0.61.0.
# Why it matters: The notes are always empty, whichever text the model reads. A null for each field that is required then clears it in a
#   partial update. Use a list of objects with a language and a text, and validate the answer with the schema that you wrote.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check anthropic==2.14.0 langchain-core==1.8.3 mistralai==3.7.0 openai==3.57.0 \
  openai-agents==0.24.0 "pydantic-ai-slim[openai]==2.68.0" pydantic==2.14.4 jsonschema-rs==0.61.0
cat >convert.py <<'PY'
from importlib.metadata import version
from typing import Annotated

import jsonschema_rs
import openai
from agents import AgentOutputSchema
from anthropic import transform_schema
from langchain_core.utils.function_calling import convert_to_openai_tool
from mistralai.extra.utils.response_format import response_format_from_pydantic_model
from pydantic import BaseModel, Field
from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer


class Contact(BaseModel):
    """A contact."""

    firstname: str
    zip: Annotated[str, Field(pattern="^[0-9]+$", max_length=5)]
    email: str | None = None
    notes: dict[str, str] = {}


LIBRARIES = {
    "pydantic": lambda: Contact.model_json_schema(),
    "anthropic": lambda: transform_schema(Contact),
    "langchain-core": lambda: convert_to_openai_tool(Contact, strict=True)["function"]["parameters"],
    "mistralai": lambda: response_format_from_pydantic_model(Contact)["json_schema"]["schema"],
    "openai": lambda: openai.pydantic_function_tool(Contact)["function"]["parameters"],
    "openai-agents": lambda: AgentOutputSchema(Contact).json_schema(),
    "pydantic-ai-slim": lambda: OpenAIJsonSchemaTransformer(Contact.model_json_schema(), strict=True).walk(),
}
FULL = {"firstname": "Ann", "zip": "75001", "email": None, "notes": {}}
DOCUMENTS = {
    "without notes": FULL,
    "with a note": {**FULL, "notes": {"fr": "Ami"}},
    "zip of letters": {**FULL, "zip": "abcdefgh"},
    "without email": {"firstname": "Ann", "zip": "75001", "notes": {}},
}
for name, convert in LIBRARIES.items():
    try:
        validator = jsonschema_rs.validator_for(convert())
    except Exception as error:
        print(f"{name} {version(name)}: {type(error).__name__}")
    else:
        print(f"{name} {version(name)}:", ", ".join(f"{text} {validator.is_valid(document)}" for text, document in DOCUMENTS.items()))
try:
    print(transform_schema({"type": ["string", "null"]}))
except Exception as error:
    print(f"anthropic, a text or null as a list of types: {type(error).__name__}")
PY
venv/bin/python convert.py 2>log | tee observed
cat >expected <<'TXT'
pydantic 2.14.4: without notes True, with a note True, zip of letters False, without email True
anthropic 2.14.0: without notes True, with a note False, zip of letters True, without email True
langchain-core 1.8.3: without notes True, with a note False, zip of letters False, without email False
mistralai 3.7.0: without notes True, with a note False, zip of letters False, without email True
openai 3.57.0: without notes True, with a note True, zip of letters False, without email False
openai-agents 0.24.0: UserError
pydantic-ai-slim 2.68.0: without notes True, with a note False, zip of letters False, without email False
anthropic, a text or null as a list of types: AssertionError
TXT
diff expected observed
