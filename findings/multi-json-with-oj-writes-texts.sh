#!/bin/sh
# MultiJson reads JSON with Oj if that gem is installed, and with the json gem otherwise. A document has an ordinary number with 17
#   digits, as 0.1 + 0.2 has.
# Guess: It makes no difference for the values which of the two is used, only for the speed. A number that is read and written is a
#   number.
# Reality: With Oj, a number with more than 16 significant digits is a BigDecimal, and every writer of JSON in Ruby (json,
#   ActiveSupport, MultiJson itself) writes a BigDecimal as a text. 0.30000000000000004 becomes "0.30000000000000004", or even
#   "0.30000000000000004e0" without ActiveSupport. A number with 16 digits stays a number, so the type depends on the value.
#   MultiJson with Oj also reads [01] as 1 and [-] as 0, which are not JSON. Oj.load without options does all this too, and reads
#   the text ":abc" as a symbol, which is then written as "abc". Oj's mode "compat" keeps numbers and texts.
# Library: multi_json 1.14.1, oj 3.14.2, json 2.6.1, ActiveSupport 6.1.7 (Ruby 3.1, Debian 12).
# Why it matters: A latitude or a price is sent as a text once some other gem has installed Oj, and only for some values. A schema
#   that requires a number rejects such a payload.
# Needs: Debian 12's ruby, ruby-multi-json (1.14.1), ruby-oj (3.14.2) and ruby-activesupport (6.1.7).
set -eu
ruby -W0 -e 'gem "multi_json", "= 1.14.1"; gem "oj", "= 3.14.2"; gem "json", "= 2.6.1"; gem "activesupport", "~> 6.1.7"' 2>/dev/null ||
  { echo "skipped: needs Debian 12's ruby-multi-json, ruby-oj and ruby-activesupport"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >read.rb <<'RUBY'
require 'json'
require 'bigdecimal'
require 'oj'
require 'multi_json'

puts "multi_json #{MultiJson::VERSION}, oj #{Oj::VERSION}, json #{JSON::VERSION}"
DOCUMENTS = ['{"lat":48.85837012345678}', '{"lat":48.858370123456789}', '{"sum":0.30000000000000004}',
             '{"price":100.0}', '{"notes":":abc"}', '[01]', '[-]'].freeze
READERS = {
  'MultiJson on its own choice' => ->(text) { MultiJson.load(text) },
  'MultiJson with the json gem' => ->(text) { MultiJson.load(text, adapter: :json_gem) },
  'Oj.load' => ->(text) { Oj.load(text) },
  'Oj.load in the mode compat' => ->(text) { Oj.load(text, mode: :compat) }
}.freeze
def show(name, reader)
  puts "#{name}:"
  DOCUMENTS.each do |text|
    written = begin
      yield reader.call(text)
    rescue StandardError
      'an error'
    end
    puts "  #{text} -> #{written}"
  end
end
READERS.each { |name, reader| show(name, reader) { |value| JSON.generate(value) } }
require 'active_support'
require 'active_support/json'
show('MultiJson on its own choice, with ActiveSupport', READERS.values.first, &:to_json)
RUBY
ruby -W0 read.rb | tee observed
cat >expected <<'TXT'
multi_json 1.14.1, oj 3.14.2, json 2.6.1
MultiJson on its own choice:
  {"lat":48.85837012345678} -> {"lat":48.85837012345678}
  {"lat":48.858370123456789} -> {"lat":"0.48858370123456789e2"}
  {"sum":0.30000000000000004} -> {"sum":"0.30000000000000004e0"}
  {"price":100.0} -> {"price":100.0}
  {"notes":":abc"} -> {"notes":":abc"}
  [01] -> [1]
  [-] -> [0]
MultiJson with the json gem:
  {"lat":48.85837012345678} -> {"lat":48.85837012345678}
  {"lat":48.858370123456789} -> {"lat":48.85837012345679}
  {"sum":0.30000000000000004} -> {"sum":0.30000000000000004}
  {"price":100.0} -> {"price":100.0}
  {"notes":":abc"} -> {"notes":":abc"}
  [01] -> an error
  [-] -> an error
Oj.load:
  {"lat":48.85837012345678} -> {"lat":48.85837012345678}
  {"lat":48.858370123456789} -> {"lat":"0.48858370123456789e2"}
  {"sum":0.30000000000000004} -> {"sum":"0.30000000000000004e0"}
  {"price":100.0} -> {"price":100.0}
  {"notes":":abc"} -> {"notes":"abc"}
  [01] -> [1]
  [-] -> [0]
Oj.load in the mode compat:
  {"lat":48.85837012345678} -> {"lat":48.85837012345678}
  {"lat":48.858370123456789} -> {"lat":48.85837012345679}
  {"sum":0.30000000000000004} -> {"sum":0.30000000000000004}
  {"price":100.0} -> {"price":100.0}
  {"notes":":abc"} -> {"notes":":abc"}
  [01] -> an error
  [-] -> [0]
MultiJson on its own choice, with ActiveSupport:
  {"lat":48.85837012345678} -> {"lat":48.85837012345678}
  {"lat":48.858370123456789} -> {"lat":"48.858370123456789"}
  {"sum":0.30000000000000004} -> {"sum":"0.30000000000000004"}
  {"price":100.0} -> {"price":100.0}
  {"notes":":abc"} -> {"notes":":abc"}
  [01] -> [1]
  [-] -> [0]
TXT
diff expected observed
