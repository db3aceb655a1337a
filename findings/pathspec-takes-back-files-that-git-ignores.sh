#!/bin/sh
# pathspec's GitIgnoreSpec, which black and many linters use, decides which files a .gitignore excludes.
# Guess: It gives the same answer as git, as its name and its documentation say.
# Reality: After "fixtures/", a later "!fixtures/keep.json" has no effect in git, because git does not look into an ignored
#   folder, but pathspec includes the file again. In git, "a/**/" matches only folders; in pathspec, it also matches files
#   directly in a/. pathspec does not understand [[:digit:]].
# Library: pathspec 1.1.1, against git.
# Why it matters: A tool that follows .gitignore through pathspec checks files that are not in the repository, and skips some
#   that are.
# Needs: git (2.39 here; the rules are those of its documentation).
set -eu
command -v git >/dev/null || { echo "skipped: needs git"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pathspec==1.1.1
cat >"$folder/check.py" <<'PY'
import os
import subprocess
import tempfile
from importlib.metadata import version
from pathspec import GitIgnoreSpec

print("pathspec", version("pathspec"))
tries = [
    (["fixtures/*", "!fixtures/keep.json"], ["fixtures/keep.json", "fixtures/drop.json"]),
    (["fixtures/", "!fixtures/keep.json"], ["fixtures/keep.json", "fixtures/drop.json"]),
    (["a/**/"], ["a/contact.json", "a/b/contact.json"]),
    (["contact[[:digit:]].json"], ["contact1.json", "contacta.json"]),
]
for lines, files in tries:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        for file, text in [*((file, "") for file in files), (".gitignore", "\n".join(lines))]:
            os.makedirs(os.path.dirname(f"{folder}/{file}"), exist_ok=True)
            print(text, file=open(f"{folder}/{file}", "w"))
        command = ["git", "-c", "core.excludesFile=", "-C", folder, "ls-files", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    spec = GitIgnoreSpec.from_lines(lines)
    print(*lines)
    for file in files:
        print(f"   {file}: git {'keeps' if file in listed else 'ignores'}, pathspec {'ignores' if spec.match_file(file) else 'keeps'}")
PY
"$folder/venv/bin/python" "$folder/check.py" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
pathspec 1.1.1
fixtures/* !fixtures/keep.json
   fixtures/keep.json: git keeps, pathspec keeps
   fixtures/drop.json: git ignores, pathspec ignores
fixtures/ !fixtures/keep.json
   fixtures/keep.json: git ignores, pathspec keeps
   fixtures/drop.json: git ignores, pathspec ignores
a/**/
   a/contact.json: git keeps, pathspec ignores
   a/b/contact.json: git ignores, pathspec ignores
contact[[:digit:]].json
   contact1.json: git ignores, pathspec keeps
   contacta.json: git keeps, pathspec keeps
TXT
diff "$folder/expected" "$folder/observed"
