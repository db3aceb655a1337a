#!/bin/sh
# A build in Groovy reads JSON with JsonSlurper and writes it again with JsonOutput. JsonSlurper has four parsers. CHAR_BUFFER is the
#   default, and the documentation calls INDEX_OVERLAY the fastest one.
# Guess: The four parsers read the same values. An integer that is too large for a long becomes a BigInteger, as with JsonSlurperClassic, or
#   is an error. A text stays a text.
# Reality: An integer over 64 bits overflows: 12345678901234567890 is -6101065172474983726, and 18446744073709551616 is 0. CHARACTER_SOURCE
#   reads it as null. parse(file) takes this parser for files from 2 MB on, so the same id is negative in a small file and null in a
#   large one. INDEX_OVERLAY and LAX turn a text that looks like a time into a Date. Its milliseconds and its offset are lost, 31 February
#   is 3 March, and "Room-12-AATwo:B1:03Z" is a time too. They do not read escapes in names, so k\u00e9y and kéy are different names.
# Library: Groovy 2.4.21 (Debian 12).
# Why it matters: An id of another system becomes another id, or is cleared, without an error. A time in a contact changes its spelling, and
#   a note may become a date. JsonSlurperClassic keeps all digits, times and names.
# Needs: Debian 12's groovy.
set -eu
command -v groovy >/dev/null || { echo "skipped: needs Debian 12's groovy"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
groovy --version 2>log | cut -d " " -f 1-3 | tee observed
grep -q " 2.4.21$" observed || { echo "skipped: needs Groovy 2.4.21"; exit 77; }
cat >read.groovy <<'GROOVY'
import groovy.json.JsonOutput
import groovy.json.JsonParserType
import groovy.json.JsonSlurper
import groovy.json.JsonSlurperClassic

def written = { read -> try { JsonOutput.toJson(read()) } catch (Exception ignored) { "an error" } }
new File("documents").eachLine { text ->
  println text
  for (type in JsonParserType.values()) println "  ${type}: ${written { new JsonSlurper().setType(type).parseText(text) }}"
  println "  classic: ${written { new JsonSlurperClassic().parseText(text) }}"
}
for (spaces in [0, 2_000_000]) {
  def file = new File("contact.json")
  file.text = '{"id": 12345678901234567890}' + " " * spaces
  println "parse(file), ${spaces} spaces: ${JsonOutput.toJson(new JsonSlurper().parse(file))}"
}
GROOVY
cat >documents <<'TXT'
{"id":9223372036854775807}
{"id":9223372036854775808}
{"id":12345678901234567890}
{"id":18446744073709551616}
{"created_at":"2014-08-21T08:40:44.123Z"}
{"created_at":"2014-08-21T08:40:44+02:00"}
{"created_at":"2014-02-31T08:40:44Z"}
{"note":"Room-12-AATwo:B1:03Z"}
{"k\u00e9y":1}
TXT
groovy read.groovy 2>>log | tee -a observed
cat >expected <<'TXT'
Groovy Version: 2.4.21
{"id":9223372036854775807}
  INDEX_OVERLAY: {"id":9223372036854775807}
  CHARACTER_SOURCE: {"id":9223372036854775807}
  LAX: {"id":9223372036854775807}
  CHAR_BUFFER: {"id":9223372036854775807}
  classic: {"id":9223372036854775807}
{"id":9223372036854775808}
  INDEX_OVERLAY: {"id":-9223372036854775808}
  CHARACTER_SOURCE: {"id":null}
  LAX: {"id":-9223372036854775808}
  CHAR_BUFFER: {"id":-9223372036854775808}
  classic: {"id":9223372036854775808}
{"id":12345678901234567890}
  INDEX_OVERLAY: {"id":-6101065172474983726}
  CHARACTER_SOURCE: {"id":null}
  LAX: {"id":-6101065172474983726}
  CHAR_BUFFER: {"id":-6101065172474983726}
  classic: {"id":12345678901234567890}
{"id":18446744073709551616}
  INDEX_OVERLAY: {"id":0}
  CHARACTER_SOURCE: {"id":null}
  LAX: {"id":0}
  CHAR_BUFFER: {"id":0}
  classic: {"id":18446744073709551616}
{"created_at":"2014-08-21T08:40:44.123Z"}
  INDEX_OVERLAY: {"created_at":"2014-08-21T08:40:44+0000"}
  CHARACTER_SOURCE: {"created_at":"2014-08-21T08:40:44.123Z"}
  LAX: {"created_at":"2014-08-21T08:40:44+0000"}
  CHAR_BUFFER: {"created_at":"2014-08-21T08:40:44.123Z"}
  classic: {"created_at":"2014-08-21T08:40:44.123Z"}
{"created_at":"2014-08-21T08:40:44+02:00"}
  INDEX_OVERLAY: {"created_at":"2014-08-21T06:40:44+0000"}
  CHARACTER_SOURCE: {"created_at":"2014-08-21T08:40:44+02:00"}
  LAX: {"created_at":"2014-08-21T06:40:44+0000"}
  CHAR_BUFFER: {"created_at":"2014-08-21T08:40:44+02:00"}
  classic: {"created_at":"2014-08-21T08:40:44+02:00"}
{"created_at":"2014-02-31T08:40:44Z"}
  INDEX_OVERLAY: {"created_at":"2014-03-03T08:40:44+0000"}
  CHARACTER_SOURCE: {"created_at":"2014-02-31T08:40:44Z"}
  LAX: {"created_at":"2014-03-03T08:40:44+0000"}
  CHAR_BUFFER: {"created_at":"2014-02-31T08:40:44Z"}
  classic: {"created_at":"2014-02-31T08:40:44Z"}
{"note":"Room-12-AATwo:B1:03Z"}
  INDEX_OVERLAY: {"note":"40992-07-06T08:01:03+0000"}
  CHARACTER_SOURCE: {"note":"Room-12-AATwo:B1:03Z"}
  LAX: {"note":"40992-07-06T08:01:03+0000"}
  CHAR_BUFFER: {"note":"Room-12-AATwo:B1:03Z"}
  classic: {"note":"Room-12-AATwo:B1:03Z"}
{"k\u00e9y":1}
  INDEX_OVERLAY: {"k\\u00e9y":1}
  CHARACTER_SOURCE: {"k\u00e9y":1}
  LAX: {"k\\u00e9y":1}
  CHAR_BUFFER: {"k\u00e9y":1}
  classic: {"k\u00e9y":1}
parse(file), 0 spaces: {"id":-6101065172474983726}
parse(file), 2000000 spaces: {"id":null}
TXT
diff expected observed
