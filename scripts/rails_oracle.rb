# frozen_string_literal: true

# Validate documents as a Rails application with the documented constraints would.
#
# Each line of standard input is a JSON array of a schema's name and a document; each line of output is a JSON object of the errors of
# its one resource, {"field": ["blank", "too_long"]}, or null if the body is not one resource in its envelope.
#
# Documented are: which fields are required, the greatest lengths, the choices, that a text "cannot contain non-printable characters"
# and that an id is an integer. The expressions for an email address, a URL and a phone number are not: those here are the ones that
# Ruby's standard library has, and the one that the API's documentation spells out for another phone number.

require "active_model"
require "json"
require "uri"

CHOICES = JSON.parse(File.read(ARGV.fetch(0)))
PRINTABLE = /\A[[:print:]]*\z/.freeze
URL = /\A#{URI::DEFAULT_PARSER.make_regexp(%w[http https])}\z/.freeze
PHONE = /\A\+?[ -.0-9+EXText()]*\z/.freeze

# A number of a contact's phone, validated with the contact.
class Phone
  include ActiveModel::Model
  include ActiveModel::Attributes

  attribute :label, :string
  attribute :number, :string
  validates :label, presence: true
  validates :number, presence: true
  validates :number, format: { with: PHONE }, allow_blank: true
end

# A contact; the list attributes have the values that strong parameters permit.
class Contact
  include ActiveModel::Model
  include ActiveModel::Attributes

  TEXTS = %i[email website private_notes gender firstname lastname address1 address2 city country_code state zip].freeze
  TEXTS.each { |name| attribute name, :string }
  attribute :spoken_languages
  attribute :phones

  validates :email, :firstname, :lastname, :address1, :city, :country_code, :zip, presence: true
  validates :email, format: { with: URI::MailTo::EMAIL_REGEXP }, allow_blank: true
  validates :website, format: { with: URL }, allow_blank: true
  validates :gender, inclusion: { in: CHOICES["gender"] }, allow_nil: true
  validates :country_code, inclusion: { in: CHOICES["country_code"] }, allow_blank: true
  validates :address1, :address2, :city, :state, length: { maximum: 100 }
  validates :zip, length: { maximum: 15 }
  validates :address1, :address2, :state, :zip, format: { with: PRINTABLE }, allow_nil: true
  validates :spoken_languages, presence: true
  validate :languages_are_known, :phones_are_valid

  def languages_are_known
    Array(spoken_languages).each_with_index do |one, index|
      errors.add("spoken_languages.#{index}", :inclusion) unless CHOICES["spoken_languages"].include?(one)
    end
  end

  def phones_are_valid
    Array(phones).each_with_index do |given, index|
      phone = Phone.new(given)
      next if phone.valid?

      phone.errors.each { |error| errors.add("phones.#{index}.#{error.attribute}", error.type) }
    end
  end
end

# A host.
class Host
  include ActiveModel::Model
  include ActiveModel::Attributes

  TEXTS = %i[email firstname lastname].freeze
  TEXTS.each { |name| attribute name, :string }
  attribute :user_id, :integer
  attribute :source_id, :integer

  validates :firstname, :lastname, presence: true
  validates :email, format: { with: URI::MailTo::EMAIL_REGEXP }, allow_blank: true
  validates :user_id, :source_id, numericality: { only_integer: true }, allow_nil: true

  # As in Active Record, numbers are validated as they were sent, not as they were cast.
  def user_id_before_type_cast
    @attributes["user_id"].value_before_type_cast
  end

  def source_id_before_type_cast
    @attributes["source_id"].value_before_type_cast
  end
end

# Strong parameters drop everything else: they permit a scalar, a list of scalars, or a list of objects.
def scalar?(value)
  value.nil? || [String, Numeric, TrueClass, FalseClass].any? { |type| value.is_a?(type) }
end

def permitted(type, given)
  scalars = type == Contact ? Contact::TEXTS : %i[email firstname lastname user_id source_id]
  kept = given.select { |name, value| scalars.include?(name.to_sym) && scalar?(value) }
  return kept unless type == Contact

  languages, phones = given.values_at("spoken_languages", "phones")
  kept["spoken_languages"] = languages if languages.nil? && given.key?("spoken_languages")
  kept["spoken_languages"] = languages if languages.is_a?(Array) && languages.all? { |one| scalar?(one) }
  if phones.is_a?(Array)
    kept["phones"] = phones.grep(Hash).map { |one| one.slice("label", "number").select { |_, value| scalar?(value) } }
  end
  kept
end

# The valid record that an update finds in the database.
STORED = {
  Contact => { email: "a@example.com", firstname: "A", lastname: "B", address1: "C", city: "D", country_code: "FR", zip: "1",
               spoken_languages: ["en"] },
  Host => { firstname: "A", lastname: "B" }
}.freeze

$stdin.each_line do |line|
  schema, document = JSON.parse(line)
  resource, representation = schema.split(".")
  type = { "contact" => Contact, "host" => Host }.fetch(resource)
  given = document["#{resource}s"] if document.is_a?(Hash)
  unless given.is_a?(Array) && given.size == 1 && given[0].is_a?(Hash)
    puts "null"
    next
  end
  record = type.new(representation == "update" ? STORED[type] : {})
  record.assign_attributes(permitted(type, given[0]))
  record.validate
  puts JSON.generate(record.errors.group_by_attribute.transform_values { |errors| errors.map(&:type).uniq })
end
