#!/bin/sh
# A program keeps a time with its zone. It writes it with Temporal's ZonedDateTime.toString(), which gives the text of RFC 9557:
#   2014-08-21T10:40:44+02:00[Europe/Paris]. Another program reads the text with a library for ISO 8601.
# Guess: A reader that does not know the part in brackets rejects the text, or ignores this part. The offset is before it, so the
#   moment is the same for all.
# Reality: date-fns drops the offset together with the brackets, and reads 10:40:44 in UTC, two hours too late. In New York it is
#   four hours too early. For a zone without a slash, such as [UTC], it returns an invalid date. luxon ignores the offset if
#   there is a zone, also if the two disagree, and rejects [!Europe/Paris] and [u-ca=iso8601]. moment, dayjs and Date reject all of
#   these texts. Only the two polyfills of Temporal read each of them as the same moment.
# Library: date-fns 4.4.0, luxon 3.7.2, dayjs 1.11.23, moment 2.31.0, temporal-polyfill 1.0.8, @js-temporal/polyfill 0.5.1.
# Why it matters: Temporal is in browsers now, and its texts reach programs that use older libraries. Write an Instant, which ends
#   in Z, for an API.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts date-fns@4.4.0 luxon@3.7.2 dayjs@1.11.23 moment@2.31.0 \
  temporal-polyfill@1.0.8 @js-temporal/polyfill@0.5.1
cat >read.mjs <<'JS'
import { Temporal as Other } from '@js-temporal/polyfill'
import { parseISO } from 'date-fns'
import dayjs from 'dayjs'
import { DateTime } from 'luxon'
import moment from 'moment'
import { Temporal } from 'temporal-polyfill'

const instant = Temporal.Instant.from('2014-08-21T08:40:44Z')
const texts = [
  instant.toString({ timeZone: 'Europe/Paris' }),
  instant.toZonedDateTimeISO('Europe/Paris').toString(),
  instant.toZonedDateTimeISO('America/New_York').toString(),
  instant.toZonedDateTimeISO('UTC').toString(),
  instant.toZonedDateTimeISO('Europe/Paris').toString({ timeZoneName: 'critical' }),
  instant.toZonedDateTimeISO('Europe/Paris').toString({ timeZoneName: 'never', calendarName: 'always' }),
  '2014-08-21T10:40:44+03:00[Europe/Paris]',
]
const readers = {
  'date-fns': (text) => parseISO(text),
  luxon: (text) => DateTime.fromISO(text).toJSDate(),
  dayjs: (text) => dayjs(text).toDate(),
  moment: (text) => moment(text, moment.ISO_8601, true).toDate(),
  Date: (text) => new Date(text),
  'temporal-polyfill': (text) => new Date(Temporal.Instant.from(text).epochMilliseconds),
  '@js-temporal/polyfill': (text) => new Date(Other.Instant.from(text).epochMilliseconds),
}
for (const text of texts) {
  console.log(text)
  for (const [name, read] of Object.entries(readers)) {
    const date = read(text)
    console.log(`  ${name}: ${Number.isNaN(date.getTime()) ? 'invalid' : date.toISOString().slice(11, 19)}`)
  }
}
JS
for zone in UTC Asia/Tokyo; do TZ=$zone node read.mjs >"in-$(basename $zone)"; done
diff in-UTC in-Tokyo
tee observed <in-UTC
cat >expected <<'TXT'
2014-08-21T10:40:44+02:00
  date-fns: 08:40:44
  luxon: 08:40:44
  dayjs: 08:40:44
  moment: 08:40:44
  Date: 08:40:44
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T10:40:44+02:00[Europe/Paris]
  date-fns: 10:40:44
  luxon: 08:40:44
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T04:40:44-04:00[America/New_York]
  date-fns: 04:40:44
  luxon: 08:40:44
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T08:40:44+00:00[UTC]
  date-fns: invalid
  luxon: 08:40:44
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T10:40:44+02:00[!Europe/Paris]
  date-fns: 10:40:44
  luxon: invalid
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T10:40:44+02:00[u-ca=iso8601]
  date-fns: 10:40:44
  luxon: invalid
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 08:40:44
  @js-temporal/polyfill: 08:40:44
2014-08-21T10:40:44+03:00[Europe/Paris]
  date-fns: 10:40:44
  luxon: 08:40:44
  dayjs: invalid
  moment: invalid
  Date: invalid
  temporal-polyfill: 07:40:44
  @js-temporal/polyfill: 07:40:44
TXT
diff expected observed
