"""The declarations of the JavaScript module, in TypeScript's own compiler."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bs_validate.javascript.module import declarations

RIGHT = """
import type { ContactCreate, HostUpdateDocument } from "./bs-validate.js";
import { schemas, validate, validateField, validateResource } from "./bs-validate.js";
const contact: ContactCreate = {
  email: "a@b.co", firstname: "A", lastname: "B", address1: "C", city: "D", country_code: "FR",
  zip: "1", spoken_languages: ["fr", "zh-TW"],
  phones: [{ label: "phone", number: "+33 6" }],
};
const update: HostUpdateDocument = { hosts: [{ user_id: 3, email: null }] };
const messages: Record<string, string[]> = validateResource(contact, "contact.create").byField("fr");
const valid: boolean = validate(update, schemas[0]).valid;
const places: (string | number)[] = validateField("", "contact.create", "email").errors.flatMap((error) => [...error.location]);
export { messages, places, valid };
"""
#: Programs that the compiler must refuse, and a word of its message.
WRONG = {
    'import { validate } from "./bs-validate.js"; validate({}, "contact.creat");': "contact.creat",
    'import type { ContactUpdate } from "./bs-validate.js"; export const one: ContactUpdate = { first_name: "A" };': "first_name",
    'import type { ContactUpdate } from "./bs-validate.js"; export const one: ContactUpdate = { country_code: "UK" };': "UK",
    'import type { HostCreate } from "./bs-validate.js"; export const one: HostCreate = { firstname: "A" };': "lastname",
    'import { validate } from "./bs-validate.js"; validate({}, "contact.create").valid = true;': "valid",
}


@pytest.fixture(scope="module")
def tsc(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the compiler that is there or, in the nightly run, that npm installs."""
    found = shutil.which("tsc")
    npm = shutil.which("npm")
    if found is None and npm is not None and os.environ.get("HYPOTHESIS_PROFILE") == "nightly":
        folder = tmp_path_factory.mktemp("typescript")
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), "typescript@5"]
        subprocess.run(install, check=True, capture_output=True)  # noqa: S603  # the compiler
        found = str(folder / "node_modules" / ".bin" / "tsc")
    if found is None:
        pytest.skip("there is no tsc")
    return found


def _compiled(tsc: str, folder: Path, program: str) -> str:
    """Return the output of the compiler for a program beside the declarations."""
    (folder / "bs-validate.d.ts").write_text(declarations(), encoding="utf-8")
    (folder / "program.ts").write_text(program, encoding="utf-8")
    options = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "program.ts"]
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run = subprocess.run([tsc, *options], check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603  # the compiler
    return run.stdout


def test_correct_programs_compile(tsc: str, tmp_path: Path) -> None:
    """The declarations fit payloads of each kind, the functions and their results."""
    assert _compiled(tsc, tmp_path, RIGHT) == ""


@pytest.mark.parametrize(("program", "word"), WRONG.items())
def test_wrong_programs_do_not_compile(program: str, word: str, tsc: str, tmp_path: Path) -> None:
    """The compiler names a wrong schema, field or country, and a missing field."""
    assert word in _compiled(tsc, tmp_path, program)
