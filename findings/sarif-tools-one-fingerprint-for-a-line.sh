#!/bin/sh
# sarif-tools turns SARIF into a GitLab code quality report (codeclimate), and counts errors in CI (--check).
# Guess: Two results at different places have different fingerprints, results that are not problems are left out, and the
#   exit status shows whether there were errors.
# Reality: The fingerprint is made of the message, the file and the line, without the column, and fingerprints in the SARIF
#   are ignored. Equal messages about a document in one line share one fingerprint, even those of two rules. A result that is
#   "absent" since the baseline becomes an issue of the severity major and counts as an error, and one of the kind "pass"
#   becomes an issue too. --check exits with the number of errors, but a status cannot be above 255: for 300 errors it is 44.
# Library: sarif-tools 3.0.5.
# Why it matters: GitLab tells issues apart by their fingerprint, and shows one for all of a minified fixture. A status above
#   1 looks like a failure of the tool itself, and it is not the number of errors if there are more than 255.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5
cat >write.py <<'PY'
import json
import sys


def result(rule, line, column, **members):
    region = {"startLine": line, "startColumn": column}
    place = {"physicalLocation": {"artifactLocation": {"uri": "hosts.json"}, "region": region}}
    return {"ruleId": rule, "level": "error", "message": {"text": "is required"}, "locations": [place], **members}


def write(name, results):
    with open(name, "w") as file:
        json.dump({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "tool"}}, "results": results}]}, file)


write("hosts.sarif", [
    result("required", 1, 20, partialFingerprints={"place/v1": "/hosts/0/email"}),
    result("required", 1, 90, partialFingerprints={"place/v1": "/hosts/1/email"}),
    result("blank", 1, 50),
    result("required", 2, 20),
    result("required", 3, 20, kind="pass", level="none"),
    result("required", 4, 20, baselineState="absent"),
])
write("many.sarif", [result("required", line, 1) for line in range(1, 301)])
PY
venv/bin/python write.py
cat >show.py <<'PY'
import json

names = {}
for issue in json.load(open("issues.json")):
    name = names.setdefault(issue["fingerprint"], f"fingerprint {len(names) + 1}")
    print(issue["check_name"], "line", issue["location"]["lines"]["begin"], issue["severity"], name)
PY
echo "sarif-tools 3.0.5"
{
  venv/bin/sarif codeclimate hosts.sarif -o issues.json >log
  venv/bin/python show.py
  for file in hosts many; do
    status=0
    venv/bin/sarif --check error summary "$file.sarif" >log 2>&1 || status=$?
    echo "$file.sarif: status $status"
  done
} | tee observed
cat >expected <<'TXT'
required line 1 major fingerprint 1
required line 1 major fingerprint 1
blank line 1 major fingerprint 1
required line 2 major fingerprint 2
required line 3 info fingerprint 3
required line 4 major fingerprint 4
hosts.sarif: status 5
many.sarif: status 44
TXT
diff expected observed
