#!/bin/sh
# A SARIF log has results with a level of their own and results without one. A result without a level has the level of its rule,
#   which is "error" for the rule blank and "note" for the rule style (SARIF 2.1.0, 3.27.10).
# Guess: Microsoft's tool for SARIF keeps the level of each result when it merges or rewrites logs, and its other commands
#   agree with the log about the levels.
# Reality: merge, rewrite and query --output leave out "level": "warning", because "warning" is the default of the schema. The
#   warning of the rule blank is then an error, and the warning of the rule style is a note. "error" and "note" are kept. project
#   writes the same wrong levels from the original log. query does the opposite: it treats every result without a level as a
#   warning, whatever the default of its rule is.
# Library: @microsoft/sarif-multitool-linux 5.7.0 (npm).
# Why it matters: CI that merges its logs before it uploads them stops for warnings, or hides them as notes. A linter is safe if
#   each rule that can give a warning has "warning" as its default level.
# Needs: npm, on Linux with an x86-64 processor.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "skipped: needs Linux on x86-64"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @microsoft/sarif-multitool-linux@5.7.0
tool=node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod +x $tool
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
cat >levels.py <<'PY'
import json
import sys

RULES = {"blank": "error", "style": "note"}
if sys.argv[1] == "write":
    run = {"tool": {"driver": {"name": "lint", "rules": []}}, "results": []}
    for index, (rule, default) in enumerate(RULES.items()):
        run["tool"]["driver"]["rules"].append({"id": rule, "defaultConfiguration": {"level": default}})
        for level in ("error", "warning", "note", None):
            place = {"physicalLocation": {"artifactLocation": {"uri": "a.json"}, "region": {"startLine": len(run["results"]) + 1}}}
            result = {"ruleId": rule, "ruleIndex": index, "message": {"text": str(level)}, "locations": [place]}
            run["results"].append(result if level is None else {**result, "level": level})
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    with open(sys.argv[2], "w") as file:
        json.dump(log, file)
else:
    with open(sys.argv[2]) as file:
        log = json.load(file)
    for rule in RULES:
        results = [result for run in log["runs"] for result in run["results"] if result["ruleId"] == rule]
        print(f"  {rule}:", *(f"{result['message']['text']} -> {result.get('level', RULES[rule])};" for result in results))
PY
python3 levels.py write log.sarif
$tool merge log.sarif --output-directory . --output-file merge.sarif >log
$tool rewrite log.sarif --output rewrite.sarif >log
$tool query log.sarif --expression "RuleId != 'none'" --output query.sarif >log
for name in log merge rewrite query; do
  echo "$name"
  python3 levels.py read $name.sarif
done | tee observed
{
  echo "project"
  $tool project log.sarif --columns RuleId,Level --no-header
  for level in Error Warning Note; do
    echo "query $level: $($tool query log.sarif --expression "Level == $level" | sed -n 's/ in [0-9.]*s.*//p')"
  done
} | tr -d '\r' | tee -a observed
cat >expected <<'TXT'
log
  blank: error -> error; warning -> warning; note -> note; None -> error;
  style: error -> error; warning -> warning; note -> note; None -> note;
merge
  blank: error -> error; warning -> error; note -> note; None -> error;
  style: error -> error; warning -> note; note -> note; None -> note;
rewrite
  blank: error -> error; warning -> error; note -> note; None -> error;
  style: error -> error; warning -> note; note -> note; None -> note;
query
  blank: error -> error; warning -> error; note -> note; None -> error;
  style: error -> error; warning -> note; note -> note; None -> note;
project
"blank","Error"
"blank","Error"
"blank","Note"
"blank","Error"
"style","Error"
"style","Note"
"style","Note"
"style","Note"
query Error: Found 2 of 8 results matched
query Warning: Found 4 of 8 results matched
query Note: Found 2 of 8 results matched
TXT
diff expected observed
