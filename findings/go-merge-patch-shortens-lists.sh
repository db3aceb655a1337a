#!/bin/sh
# A service in Go changes contacts with a JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902). It uses the library of Kubernetes.
# Guess: A null in an object of a merge patch removes the field. A list in a merge patch replaces the old list as it is, with its nulls,
#   as the RFC says. A patch from CreateMergePatch gives the document that it was made for. A "test" compares values.
# Reality: MergePatch removes null from each list of the patch, and from the objects in it each field that is null. [null, 120] becomes
#   [120], so the second price is now the first, and {"label": null} in a list of phones becomes {}. A patch from CreateMergePatch with such
#   a list gives another document. Nulls in the lists of the old document stay. A "test" finds "caf\u00e9" different from "café", and 1
#   from 1.0, and an absent field passes a test for null. "+1" and "00" are valid positions in a list. A "replace" of an absent field adds
#   it in the API of version 4, and is an error in version 5. json-merge-patch of npm and of PyPI keep the lists.
# Library: github.com/evanphx/json-patch 5.2.0 with its API of version 4 (Go 1.19, Debian 12), json-merge-patch 1.0.2 (npm),
#   json-merge-patch 0.3.0 (PyPI).
# Why it matters: A list of prices with gaps is shifted by one, without an error, and the same patch gives two documents in two services.
# Needs: Debian 12's golang-go and golang-github-evanphx-json-patch-dev; node, npm.
set -eu
version=$(dpkg-query --show --showformat '${Version}' golang-github-evanphx-json-patch-dev 2>/dev/null) || version=
[ "$version" = 5.2.0-2 ] && command -v go >/dev/null && command -v npm >/dev/null ||
  { echo "skipped: needs Debian 12's golang-go and golang-github-evanphx-json-patch-dev, and npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$folder/cache" GOFLAGS=-trimpath
npm install --no-audit --no-fund --silent --ignore-scripts json-merge-patch@1.0.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check json-merge-patch==0.3.0
cat >merges <<'TXT'
{} {"prices":[null,120]}
{"prices":[null,110]} {"zip":"00150"}
{"phones":[{"number":"01","label":"home"}]} {"phones":[{"number":"01","label":null}]}
{"languages":["fr"]} {"languages":[null]}
TXT
cat >changes <<'TXT'
{"prices":[110]} {"prices":[110,null]}
{"phones":[{"label":"home"}]} {"phones":[{"label":null}]}
TXT
cat >patches <<'TXT'
{"city":"café"} [{"op":"test","path":"/city","value":"caf\u00e9"}]
{"floor":1} [{"op":"test","path":"/floor","value":1.0}]
{"floor":1} [{"op":"test","path":"/zip","value":null}]
{"floor":1} [{"op":"replace","path":"/zip","value":"00150"}]
{"languages":["fr","en"]} [{"op":"add","path":"/languages/+1","value":"it"}]
{"languages":["fr","en"]} [{"op":"replace","path":"/languages/00","value":"it"}]
TXT
cat >main.go <<'GO'
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	four "github.com/evanphx/json-patch"
	five "github.com/evanphx/json-patch/v5"
)

func shown(document []byte, err error) string {
	if err != nil {
		return "an error"
	}
	return string(document)
}

func each(file string, show func(left, right string)) {
	lines, err := os.Open(file)
	if err != nil {
		panic(err)
	}
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		parts := strings.SplitN(scanner.Text(), " ", 2)
		show(parts[0], parts[1])
	}
}

func main() {
	each("merges", func(document, patch string) {
		fmt.Println("go, merge", patch, "into", document)
		fmt.Println("  4:", shown(four.MergePatch([]byte(document), []byte(patch))))
		fmt.Println("  5:", shown(five.MergePatch([]byte(document), []byte(patch))))
	})
	each("changes", func(before, after string) {
		fmt.Println("go, change", before, "to", after)
		patch, err := four.CreateMergePatch([]byte(before), []byte(after))
		fmt.Println("  4: patch", shown(patch, err), "gives", shown(four.MergePatch([]byte(before), patch)))
		patch, err = five.CreateMergePatch([]byte(before), []byte(after))
		fmt.Println("  5: patch", shown(patch, err), "gives", shown(five.MergePatch([]byte(before), patch)))
	})
	each("patches", func(document, operations string) {
		fmt.Println("go, patch", document, "with", operations)
		old, err := four.DecodePatch([]byte(operations))
		if err != nil {
			panic(err)
		}
		fmt.Println("  4:", shown(old.Apply([]byte(document))))
		patch, err := five.DecodePatch([]byte(operations))
		if err != nil {
			panic(err)
		}
		fmt.Println("  5:", shown(patch.Apply([]byte(document))))
	})
}
GO
cat >others.js <<'JS'
const { readFileSync } = require('node:fs')
const { apply } = require('json-merge-patch')
for (const line of readFileSync('merges', 'utf8').trim().split('\n')) {
  const [document, patch] = line.split(' ')
  console.log(`npm, merge ${patch} into ${document}: ${JSON.stringify(apply(JSON.parse(document), JSON.parse(patch)))}`)
}
JS
cat >others.py <<'PY'
import json

from json_merge_patch import merge

for line in open("merges"):
    document, patch = line.split()
    merged = json.dumps(merge(json.loads(document), json.loads(patch)), separators=(",", ":"))
    print(f"PyPI, merge {patch} into {document}: {merged}")
PY
echo "golang-github-evanphx-json-patch-dev $version, json-merge-patch 1.0.2 (npm) and 0.3.0 (PyPI)"
{ go run main.go; node others.js; venv/bin/python others.py; } | tee observed
cat >expected <<'TXT'
go, merge {"prices":[null,120]} into {}
  4: {"prices":[120]}
  5: {"prices":[120]}
go, merge {"zip":"00150"} into {"prices":[null,110]}
  4: {"prices":[null,110],"zip":"00150"}
  5: {"prices":[null,110],"zip":"00150"}
go, merge {"phones":[{"number":"01","label":null}]} into {"phones":[{"number":"01","label":"home"}]}
  4: {"phones":[{"number":"01"}]}
  5: {"phones":[{"number":"01"}]}
go, merge {"languages":[null]} into {"languages":["fr"]}
  4: {"languages":[]}
  5: {"languages":[]}
go, change {"prices":[110]} to {"prices":[110,null]}
  4: patch {"prices":[110,null]} gives {"prices":[110]}
  5: patch {"prices":[110,null]} gives {"prices":[110]}
go, change {"phones":[{"label":"home"}]} to {"phones":[{"label":null}]}
  4: patch {"phones":[{"label":null}]} gives {"phones":[{}]}
  5: patch {"phones":[{"label":null}]} gives {"phones":[{}]}
go, patch {"city":"café"} with [{"op":"test","path":"/city","value":"caf\u00e9"}]
  4: an error
  5: an error
go, patch {"floor":1} with [{"op":"test","path":"/floor","value":1.0}]
  4: an error
  5: an error
go, patch {"floor":1} with [{"op":"test","path":"/zip","value":null}]
  4: {"floor":1}
  5: {"floor":1}
go, patch {"floor":1} with [{"op":"replace","path":"/zip","value":"00150"}]
  4: {"floor":1,"zip":"00150"}
  5: an error
go, patch {"languages":["fr","en"]} with [{"op":"add","path":"/languages/+1","value":"it"}]
  4: {"languages":["fr","it","en"]}
  5: {"languages":["fr","it","en"]}
go, patch {"languages":["fr","en"]} with [{"op":"replace","path":"/languages/00","value":"it"}]
  4: {"languages":["it","en"]}
  5: {"languages":["it","en"]}
npm, merge {"prices":[null,120]} into {}: {"prices":[null,120]}
npm, merge {"zip":"00150"} into {"prices":[null,110]}: {"prices":[null,110],"zip":"00150"}
npm, merge {"phones":[{"number":"01","label":null}]} into {"phones":[{"number":"01","label":"home"}]}: {"phones":[{"number":"01","label":null}]}
npm, merge {"languages":[null]} into {"languages":["fr"]}: {"languages":[null]}
PyPI, merge {"prices":[null,120]} into {}: {"prices":[null,120]}
PyPI, merge {"zip":"00150"} into {"prices":[null,110]}: {"prices":[null,110],"zip":"00150"}
PyPI, merge {"phones":[{"number":"01","label":null}]} into {"phones":[{"number":"01","label":"home"}]}: {"phones":[{"number":"01","label":null}]}
PyPI, merge {"languages":[null]} into {"languages":["fr"]}: {"languages":[null]}
TXT
diff expected observed
