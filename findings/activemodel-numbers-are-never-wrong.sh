#!/bin/sh
# A form object in Ruby has typed attributes of ActiveModel::Attributes, and "validates … numericality". The same two lines are in a
#   class of Active Record.
# Guess: Both classes reject "12abc" for a number, and 1.5 for an integer. A date that does not exist is nil for both types of
#   time, date and datetime. A boolean in an attribute of texts is "true".
# Reality: The form object accepts every value. Its attributes are converted before the validator sees them, so "12abc" is 12,
#   "0x1F" is 0, "1,5" is 1, and 1.5 is 1. All are valid, and so is true, which is 1. Active Record shows the validator the value
#   that was set, and rejects all of them. In both classes, 31 February is nil for the type date, but 3 March for the type
#   datetime. true is the text "t".
# Library: ActiveModel and ActiveRecord 6.1.7 (Ruby 3.1, Debian 12).
# Why it matters: A check that works in a model does nothing after it has moved to a form object, and a wrong payload becomes
#   another value without an error.
# Needs: Debian 12's ruby, ruby-activemodel and ruby-activerecord (6.1.7), and ruby-sqlite3.
set -eu
ruby -W0 -e 'gem "activemodel", "~> 6.1.7"; gem "activerecord", "~> 6.1.7"; gem "sqlite3"' 2>/dev/null ||
  { echo "skipped: needs Debian 12's ruby-activemodel, ruby-activerecord and ruby-sqlite3"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >check.rb <<'RUBY'
require 'active_record'

puts "ActiveModel #{ActiveModel::VERSION::STRING[/\d+\.\d+\.\d+/]}, ActiveRecord #{ActiveRecord::VERSION::STRING[/\d+\.\d+\.\d+/]}"
ActiveRecord::Base.establish_connection(adapter: 'sqlite3', database: ':memory:')
ActiveRecord::Schema.verbose = false
ActiveRecord::Schema.define do
  create_table(:records) { |table| table.integer(:guests); table.decimal(:price); table.date(:day); table.datetime(:at); table.string(:notes) }
end
class Record < ActiveRecord::Base
  validates :guests, numericality: { only_integer: true }, allow_nil: true
  validates :price, numericality: true, allow_nil: true
end
class Form
  include ActiveModel::Model
  include ActiveModel::Attributes
  attribute :guests, :integer
  attribute :price, :decimal
  attribute :day, :date
  attribute :at, :datetime
  attribute :notes, :string
  validates :guests, numericality: { only_integer: true }, allow_nil: true
  validates :price, numericality: true, allow_nil: true
end
def verdict(model, name, value)
  object = model.new(name => value)
  object.valid? ? object.public_send(name).then { |read| read.is_a?(BigDecimal) ? read.to_s('F') : read.inspect } : 'rejected'
end
{ guests: ['12', '12abc', '0x1F', '1_000', ' 12 ', 1.5, true], price: ['2.50', '1,5', '2 EUR', true] }.each do |name, values|
  values.each { |value| puts "#{name} #{value.inspect}: form object #{verdict(Form, name, value)}, record #{verdict(Record, name, value)}" }
end
%w[2014-02-28 2014-02-31 2014-02-31T10:00:00Z 2014-02-32].each do |text|
  [Form, Record].each do |model|
    object = model.new(day: text, at: text)
    puts "#{text}: #{model.name.downcase} has the day #{object.day.inspect}, and the time #{object.at&.utc.inspect}"
  end
end
puts "notes true: form object #{verdict(Form, :notes, true)}, record #{verdict(Record, :notes, true)}"
RUBY
TZ=UTC ruby -W0 check.rb | tee observed
cat >expected <<'TXT'
ActiveModel 6.1.7, ActiveRecord 6.1.7
guests "12": form object 12, record 12
guests "12abc": form object 12, record rejected
guests "0x1F": form object 0, record rejected
guests "1_000": form object 1000, record rejected
guests " 12 ": form object 12, record rejected
guests 1.5: form object 1, record rejected
guests true: form object 1, record rejected
price "2.50": form object 2.5, record 2.5
price "1,5": form object 1.0, record rejected
price "2 EUR": form object 2.0, record rejected
price true: form object 1.0, record rejected
2014-02-28: form has the day Fri, 28 Feb 2014, and the time 2014-02-28 00:00:00 UTC
2014-02-28: record has the day Fri, 28 Feb 2014, and the time 2014-02-28 00:00:00 UTC
2014-02-31: form has the day nil, and the time 2014-03-03 00:00:00 UTC
2014-02-31: record has the day nil, and the time 2014-03-03 00:00:00 UTC
2014-02-31T10:00:00Z: form has the day nil, and the time 2014-03-03 10:00:00 UTC
2014-02-31T10:00:00Z: record has the day nil, and the time 2014-03-03 10:00:00 UTC
2014-02-32: form has the day nil, and the time nil
2014-02-32: record has the day nil, and the time nil
notes true: form object "t", record "t"
TXT
diff expected observed
