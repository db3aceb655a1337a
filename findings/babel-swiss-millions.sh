#!/bin/sh
# In Switzerland, an apostrophe separates the thousands of a number.
# Guess: Babel 2.19 with CLDR 49 writes 1234567 in de_CH with two apostrophes, as Babel 2.18 does (’ in 2.18, ' in 2.19).
# Reality: CLDR 49 uses the ASCII apostrophe, and Babel reads the text between two of them as a quoted part of the pattern.
#   It prints 1234567 unchanged, and 1234567890 as 1234567'890. Numbers up to 999'999 are correct. The same happens in fr_CH,
#   it_CH and de_LI, and with amounts of money.
# Library: Babel 2.19.0 (CLDR 49), against 2.18.0.
# Why it matters: Code that reads such numbers by their grouping, such as a form or a test of messages, fails, but only from
#   seven digits on. A test with a smaller number does not show it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"
cat > try.py <<'END'
import babel
from babel.numbers import format_currency, format_decimal

print("Babel", babel.__version__)
for locale in ("de_CH", "fr_CH", "it_CH", "de_LI", "de"):
    numbers = [format_decimal(number, locale=locale) for number in (12345, 999999, 1234567, 1234567890)]
    print("   ", locale, *(ascii(number) for number in [*numbers, format_currency(1234567, "CHF", locale=locale)]))
END
for version in 2.18.0 2.19.0; do
    python3 -m venv "env-$version"
    "env-$version/bin/python" -m pip install --quiet --disable-pip-version-check "babel==$version"
    "env-$version/bin/python" try.py
done > seen
cat seen
cat > expected <<'END'
Babel 2.18.0
    de_CH '12\u2019345' '999\u2019999' '1\u2019234\u2019567' '1\u2019234\u2019567\u2019890' 'CHF\xa01\u2019234\u2019567.00'
    fr_CH '12\u202f345' '999\u202f999' '1\u202f234\u202f567' '1\u202f234\u202f567\u202f890' '1\u202f234\u202f567,00\xa0CHF'
    it_CH '12\u2019345' '999\u2019999' '1\u2019234\u2019567' '1\u2019234\u2019567\u2019890' 'CHF\xa01\u2019234\u2019567.00'
    de_LI '12\u2019345' '999\u2019999' '1\u2019234\u2019567' '1\u2019234\u2019567\u2019890' 'CHF\xa01\u2019234\u2019567.00'
    de '12.345' '999.999' '1.234.567' '1.234.567.890' '1.234.567,00\xa0CHF'
Babel 2.19.0
    de_CH "12'345" "999'999" '1234567' "1234567'890" 'CHF\xa01234567.00'
    fr_CH "12'345" "999'999" '1234567' "1234567'890" '1234567,00\xa0CHF'
    it_CH "12'345" "999'999" '1234567' "1234567'890" 'CHF\xa01234567.00'
    de_LI "12'345" "999'999" '1234567' "1234567'890" 'CHF\xa01234567.00'
    de '12.345' '999.999' '1.234.567' '1.234.567.890' '1.234.567,00\xa0CHF'
END
diff -u expected seen
