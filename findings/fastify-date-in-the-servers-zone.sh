#!/bin/sh
# Fastify writes answers with the schema of the route. A field of the format "date" or "date-time" may hold a Date.
# Guess: The day in a field of the format "date" is the day of the same moment in a field of the format "date-time", which is
#   in UTC. new Date("2014-08-21") is written as "2014-08-21".
# Reality: "date-time" is written in UTC, but "date" and "time" in the time zone of the server. West of Greenwich,
#   new Date("2014-08-21") becomes "2014-08-20", and a date that is read from a request and written again moves back a day
#   each time. A "time" is written without a zone, which the format requires, so Fastify rejects it in a request with the
#   same schema.
# Library: fastify 5.12.8, fast-json-stringify 7.3.10.
# Why it matters: Tests run in UTC, and so do most containers, so nothing is wrong until a server or a laptop has another zone.
#   Then arrivals and departures are a day early.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts fastify@5.12.8 fast-json-stringify@7.3.10
cat >serve.mjs <<'JS'
import Fastify from 'fastify'

const schema = {
  type: 'object',
  properties: Object.fromEntries(['date', 'date-time', 'time'].map((format) => [format, { type: 'string', format }])),
}
const app = Fastify()
app.get('/', { schema: { response: { 200: schema } } }, () => {
  const midnight = new Date('2014-08-21')
  return { date: midnight, 'date-time': midnight, time: midnight }
})
app.post('/', { schema: { body: schema, response: { 200: schema } } }, (request) => ({ date: new Date(request.body.date) }))
const send = async (payload) => {
  const { statusCode, payload: answer } = await app.inject({ method: 'POST', url: '/', payload })
  return `${statusCode} ${JSON.parse(answer).message ?? answer}`
}

const answer = (await app.inject('/')).json()
console.log(`${process.env.TZ}: ${JSON.stringify(answer)}`)
console.log(`  this date, sent and answered: ${await send({ date: answer.date })}`)
console.log(`  this time, sent: ${await send({ time: answer.time })}`)
JS
echo "fastify 5.12.8, fast-json-stringify 7.3.10"
for zone in UTC Europe/Paris America/New_York; do TZ=$zone node serve.mjs; done | tee observed
cat >expected <<'TXT'
UTC: {"date":"2014-08-21","date-time":"2014-08-21T00:00:00.000Z","time":"00:00:00"}
  this date, sent and answered: 200 {"date":"2014-08-21"}
  this time, sent: 400 body/time must match format "time"
Europe/Paris: {"date":"2014-08-21","date-time":"2014-08-21T00:00:00.000Z","time":"02:00:00"}
  this date, sent and answered: 200 {"date":"2014-08-21"}
  this time, sent: 400 body/time must match format "time"
America/New_York: {"date":"2014-08-20","date-time":"2014-08-21T00:00:00.000Z","time":"20:00:00"}
  this date, sent and answered: 200 {"date":"2014-08-19"}
  this time, sent: 400 body/time must match format "time"
TXT
diff expected observed
