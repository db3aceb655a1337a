#!/bin/sh
# A Perl program reads JSON, looks at some values, and writes the same data again. It prints an id, and compares a text with a
#   number.
# Guess: Since Perl 5.36, a value remembers whether it was created as a text or as a number. So all encoders write the types that
#   were read.
# Reality: After a look, they do not. Once an id has been printed inside a text, JSON::XS writes it as the text "10"; JSON::PP and
#   Cpanel::JSON::XS still write 10. Once the text "12" has been compared with ==, JSON::PP and Cpanel::JSON::XS write the number
#   12; JSON::XS still writes "12". The text "00150" stays a text everywhere. All three write an integer of 30 digits as a text,
#   without any look. Only Cpanel::JSON::XS keeps 1.0 and 1e5 apart from integers, and only it dies at a repeated key.
# Library: JSON::PP 4.07, JSON::XS 4.04, Cpanel::JSON::XS 4.35 (Perl 5.36, Debian 12).
# Why it matters: Modules such as JSON and JSON::MaybeXS choose the encoder from those that are installed. The same program then
#   sends an id as a text on one machine, and a text as a number on another, and a line of logging decides which.
# Needs: Debian 12's perl, libjson-xs-perl (4.040) and libcpanel-json-xs-perl (4.35).
set -eu
versions() {
  perl '-MJSON::PP ()' '-MJSON::XS ()' '-MCpanel::JSON::XS ()' -e 'print "$JSON::PP::VERSION $JSON::XS::VERSION $Cpanel::JSON::XS::VERSION"'
}
[ "$(versions 2>/dev/null)" = "4.07 4.04 4.35" ] ||
  { echo "skipped: needs libjson-xs-perl 4.040 and libcpanel-json-xs-perl 4.35 of Debian 12"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >look.pl <<'PERL'
use strict;
use warnings;
use JSON::PP ();
use JSON::XS ();
use Cpanel::JSON::XS ();

my $text = '{"code":"12","float":1.0,"id":10,"long":123456789012345678901234567890,"power":1e5,"price":1.1,"zip":"00150"}';
print "read $text\n";
for my $class (qw(JSON::PP JSON::XS Cpanel::JSON::XS)) {
    my $json = $class->new->canonical;
    my $data = $json->decode($text);
    print "$class\n  at once: ", $json->encode($data), "\n";
    my $line = "contact $data->{id} pays $data->{price}";
    print '  id and price in a text: ', $json->encode($data), "\n";
    my $same = $data->{code} == 12 && $data->{zip} == 150;
    print '  code and zip compared: ', $json->encode($data), "\n";
    print '  a repeated key: ', eval { $json->encode($json->decode('{"id":1,"id":2}')) } // 'dies', "\n";
}
PERL
echo "JSON::PP, JSON::XS, Cpanel::JSON::XS: $(versions)"
perl look.pl | tee observed
cat >expected <<'TXT'
read {"code":"12","float":1.0,"id":10,"long":123456789012345678901234567890,"power":1e5,"price":1.1,"zip":"00150"}
JSON::PP
  at once: {"code":"12","float":1,"id":10,"long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  id and price in a text: {"code":"12","float":1,"id":10,"long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  code and zip compared: {"code":12,"float":1,"id":10,"long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  a repeated key: {"id":2}
JSON::XS
  at once: {"code":"12","float":1,"id":10,"long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  id and price in a text: {"code":"12","float":1,"id":"10","long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  code and zip compared: {"code":"12","float":1,"id":"10","long":"123456789012345678901234567890","power":100000,"price":1.1,"zip":"00150"}
  a repeated key: {"id":2}
Cpanel::JSON::XS
  at once: {"code":"12","float":1.0,"id":10,"long":"123456789012345678901234567890","power":100000.0,"price":1.1,"zip":"00150"}
  id and price in a text: {"code":"12","float":1.0,"id":10,"long":"123456789012345678901234567890","power":100000.0,"price":1.1,"zip":"00150"}
  code and zip compared: {"code":12,"float":1.0,"id":10,"long":"123456789012345678901234567890","power":100000.0,"price":1.1,"zip":"00150"}
  a repeated key: dies
TXT
diff expected observed
