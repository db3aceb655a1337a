#!/bin/sh
# Guess: \u0000-\u001F in a "pattern" is the portable way to write control characters, as in ECMA-262, which JSON
#   Schema recommends.
# Reality: Perl's JSON::Validator reads \u as the letter u, so the class runs from "0" to "u", and {"not":
#   {"pattern": …}} rejects the name "Anna" and accepts a control character. PHP's justinrainbow/json-schema cannot
#   compile the pattern, warns, and accepts every string under "not". Ruby's json_schemer raises if the pattern is
#   written with \x00. The characters themselves (one backslash in the JSON file, "[\u0000-\u001F]") mean the same
#   to all three, and to ajv.
# Library: JSON::Validator 5.14, justinrainbow/json-schema 5.2.12, json_schemer 0.2.18, ajv 8.20.0.
# Why it matters: A schema that was tested only with JavaScript and Python can be wrong in both directions
#   elsewhere.
# Needs: Debian 12's libjson-validator-perl (5.14), php-json-schema (5.2.12) with php-cli, and ruby-json-schemer
#   (0.2.18).
set -eu
perl -MJSON::Validator -e 'exit($JSON::Validator::VERSION ne "5.14")' 2>/dev/null &&
  [ "$(dpkg-query -Wf '${Version}' php-json-schema 2>/dev/null)" = 5.2.12-2 ] && command -v php >/dev/null &&
  ruby -e 'gem "json_schemer", "= 0.2.18"' 2>/dev/null ||
  { echo "skipped: needs libjson-validator-perl 5.14, php-json-schema 5.2.12 with php-cli, ruby-json-schemer 0.2.18"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent ajv@8.20.0
cd "$folder"
cat >tries.json <<'JSON'
[
  ["\\u, plain text",           {"type": "string", "not": {"pattern": "[\\u0000-\\u001F]"}}, "Anna"],
  ["\\u, control character",    {"type": "string", "not": {"pattern": "[\\u0000-\\u001F]"}}, "\u0001"],
  ["\\x, plain text",           {"type": "string", "not": {"pattern": "[\\x00-\\x1F\\x7F-\\x9F]"}}, "Anna"],
  ["itself, plain text",        {"type": "string", "not": {"pattern": "[\u0000-\u001F\u007F-\u009F\u2028]"}}, "Anna"],
  ["itself, control character", {"type": "string", "not": {"pattern": "[\u0000-\u001F\u007F-\u009F\u2028]"}}, "\u0001"],
  ["itself, null character",    {"type": "string", "not": {"pattern": "[\u0000-\u001F\u007F-\u009F\u2028]"}}, "\u0000"],
  ["itself, line separator",    {"type": "string", "not": {"pattern": "[\u0000-\u001F\u007F-\u009F\u2028]"}}, "\u2028"]
]
JSON
cat >check.cjs <<'JS'
const Ajv = require("ajv/dist/2020").default;
for (const [name, schema, value] of require("./tries.json")) console.log(`ajv: ${name}: ${new Ajv().validate(schema, value)}`);
JS
cat >check.pl <<'PERL'
use JSON::Validator; use Mojo::JSON 'decode_json'; use Mojo::File 'path';
for my $try (@{decode_json(path('tries.json')->slurp)}) {
  my ($name, $schema, $value) = @$try;
  $schema->{'$schema'} = 'http://json-schema.org/draft-07/schema#';
  my @errors = JSON::Validator->new->schema($schema)->validate($value);
  print "perl: $name: ", @errors ? 'false' : 'true', "\n";
}
PERL
cat >check.php <<'PHP'
<?php
require '/usr/share/php/JsonSchema/autoload.php';
foreach (json_decode(file_get_contents('tries.json')) as [$name, $schema, $value]) {
    $validator = new JsonSchema\Validator();
    $validator->validate($value, $schema);
    echo "php: $name: ", $validator->isValid() ? 'true' : 'false', "\n";
}
PHP
cat >check.rb <<'RUBY'
require 'json'
require 'set'
require 'json_schemer'
JSON.parse(File.read('tries.json', encoding: 'utf-8')).each do |name, schema, value|
  verdict = begin JSONSchemer.schema(schema).valid?(value) rescue $!.class end
  puts "ruby: #{name}: #{verdict}"
end
RUBY
echo "ajv 8.20.0, JSON::Validator 5.14, justinrainbow/json-schema 5.2.12, json_schemer 0.2.18"
{ node check.cjs; perl check.pl 2>/dev/null; php -d display_errors=0 check.php 2>/dev/null; ruby check.rb; } | tee observed
cat >expected <<'TXT'
ajv: \u, plain text: true
ajv: \u, control character: false
ajv: \x, plain text: true
ajv: itself, plain text: true
ajv: itself, control character: false
ajv: itself, null character: false
ajv: itself, line separator: false
perl: \u, plain text: false
perl: \u, control character: true
perl: \x, plain text: true
perl: itself, plain text: true
perl: itself, control character: false
perl: itself, null character: false
perl: itself, line separator: false
php: \u, plain text: true
php: \u, control character: true
php: \x, plain text: true
php: itself, plain text: true
php: itself, control character: false
php: itself, null character: false
php: itself, line separator: false
ruby: \u, plain text: true
ruby: \u, control character: false
ruby: \x, plain text: RegexpError
ruby: itself, plain text: true
ruby: itself, control character: false
ruby: itself, null character: false
ruby: itself, line separator: false
TXT
diff expected observed
