#!/bin/sh
# Guess: .NaN in YAML is not a number in PHP either, and a string that a YAML library writes is read back by it as the same
#   string.
# Reality: .NaN is read as plus infinity. The strings ".inf", ".nan" and "0o17" are written without quotes, and read back as
#   infinity, infinity and 15. +33123456789 without quotes is a float.
# Library: Symfony's Yaml 5.4.53.
# Why it matters: php-vcr writes and reads its cassettes with this library, and 0o17 or .inf may be a code or a name in a
#   field.
# Needs: Debian 12's php-symfony-yaml (5.4.53) with php-cli.
set -eu
case "$(dpkg-query -Wf '${Version}' php-symfony-yaml 2>/dev/null)" in
  5.4.53*) command -v php >/dev/null ;;
  *) false ;;
esac || { echo "skipped: needs php-symfony-yaml 5.4.53 with php-cli"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/check.php" <<'PHP'
<?php
require '/usr/share/php/Symfony/Component/Yaml/autoload.php';
use Symfony\Component\Yaml\Yaml;
foreach (['.NaN', '+33123456789', '-0'] as $plain) {
    echo "read $plain: ";
    var_dump(Yaml::parse("v: $plain")['v']);
}
foreach (['.inf', '.nan', '0o17', '.INF', '0150', '1e3'] as $text) {
    $written = trim(Yaml::dump(['v' => $text]));
    echo "text $text, written $written, read back: ";
    var_dump(Yaml::parse($written)['v']);
}
PHP
dpkg-query -Wf '${Package} ${Version}\n' php-symfony-yaml
php "$folder/check.php" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
read .NaN: float(INF)
read +33123456789: float(33123456789)
read -0: string(2) "-0"
text .inf, written v: .inf, read back: float(INF)
text .nan, written v: .nan, read back: float(INF)
text 0o17, written v: 0o17, read back: int(15)
text .INF, written v: .INF, read back: float(INF)
text 0150, written v: '0150', read back: string(4) "0150"
text 1e3, written v: '1e3', read back: string(3) "1e3"
TXT
diff "$folder/expected" "$folder/observed"
