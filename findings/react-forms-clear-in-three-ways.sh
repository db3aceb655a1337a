#!/bin/sh
# Three libraries keep the values of a form in React: React Hook Form, Formik and React Final Form. A user changes one field of a contact,
#   or none, and the form sends its values as JSON.
# Guess: A field that was cleared is an empty text, and an empty number field is an empty text or absent. A field that nobody touched
#   keeps its value, and other fields keep theirs.
# Reality: React Hook Form with valueAsNumber has NaN for a cleared number, which is null in JSON, and also for a number that was absent and
#   that nobody touched. An absent checkbox becomes false. With valueAsDate, a day that nobody touched becomes a time. Formik sends an
#   empty text for a number. React Final Form leaves out a field that was cleared, and an object that is empty after that: to clear the
#   city removes the whole address. In a list, the cleared text becomes null. An object with the key "0" becomes a list.
# Library: react-hook-form 7.92.0, formik 2.4.9, final-form 5.0.1 with react-final-form 7.0.1, react 18.3.1 (npm), with jsdom 26.1.0.
# Why it matters: The same form clears a field, keeps its old value, or clears fields that nobody has seen, depending on the library. In an
#   update, null clears a number.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts react-hook-form@7.92.0 formik@2.4.9 final-form@5.0.1 react-final-form@7.0.1 \
  react@18.3.1 react-dom@18.3.1 @testing-library/react@16.3.3 @testing-library/dom@10.4.2 jsdom@26.1.0
cat >edit.cjs <<'JS'
const { JSDOM } = require('jsdom')

const { window } = new JSDOM('<body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) {
    globalThis[name] = window[name]
  }
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true
console.error = () => {} // warnings of React
const { createElement } = require('react')
const { render, fireEvent, act, cleanup } = require('@testing-library/react')
const { useForm } = require('react-hook-form')
const { Formik, Form: FormikForm, Field: FormikField } = require('formik')
const { Form: FinalForm, Field: FinalField } = require('react-final-form')

const converted = { number: { valueAsNumber: true }, date: { valueAsDate: true } }
const libraries = {
  'React Hook Form': (defaultValues, name, type, send) => {
    const Contact = () => {
      const { register, handleSubmit } = useForm({ defaultValues })
      return createElement('form', { onSubmit: handleSubmit(send) }, createElement('input', { type, ...register(name, converted[type]) }))
    }
    return createElement(Contact)
  },
  Formik: (initialValues, name, type, send) => createElement(Formik, { initialValues, onSubmit: send },
    () => createElement(FormikForm, null, createElement(FormikField, { name, type }))),
  'React Final Form': (initialValues, name, type, send) => createElement(FinalForm, {
    initialValues,
    onSubmit: (values) => send(values),
    render: ({ handleSubmit }) => createElement('form', { onSubmit: handleSubmit },
      createElement(FinalField, { name, type, component: 'input' })),
  }),
}
const tries = [
  [{ email: 'a@example.com' }, 'email', 'text', ''],
  [{ email: null }, 'email', 'text'],
  [{ age: 5 }, 'age', 'number', ''],
  [{ name: 'Ann' }, 'age', 'number'],
  [{ name: 'Ann' }, 'notify', 'checkbox'],
  [{ born: '2014-08-21' }, 'born', 'date'],
  [{ address: { city: 'Rome' } }, 'address.city', 'text', ''],
  [{ languages: ['fr', 'en'] }, 'languages.0', 'text', ''],
  [{ phones: [{ number: '01' }] }, 'phones.0.number', 'text', ''],
  [{ labels: { 0: 'home' } }, 'labels.0', 'text', 'office'],
]
async function main() {
  for (const [values, name, type, text] of tries) {
    const action = text === undefined ? 'not touched' : text ? `changed to ${text}` : 'cleared'
    console.log(`${JSON.stringify(values)}, ${name} (${type}) ${action}`)
    for (const [library, make] of Object.entries(libraries)) {
      let sent
      const { container } = render(make(structuredClone(values), name, type, (data) => { sent = JSON.stringify(data) }))
      if (text !== undefined) {
        await act(async () => { fireEvent.input(container.querySelector('input'), { target: { value: text } }) })
      }
      await act(async () => { fireEvent.submit(container.querySelector('form')) })
      await act(async () => { await new Promise((resolve) => setTimeout(resolve, 50)) })
      console.log(`  ${library}: ${sent}`)
      cleanup()
    }
  }
  process.exit(0)
}
main()
JS
TZ=UTC node edit.cjs | tee observed
cat >expected <<'TXT'
{"email":"a@example.com"}, email (text) cleared
  React Hook Form: {"email":""}
  Formik: {"email":""}
  React Final Form: {}
{"email":null}, email (text) not touched
  React Hook Form: {"email":null}
  Formik: {"email":null}
  React Final Form: {"email":null}
{"age":5}, age (number) cleared
  React Hook Form: {"age":null}
  Formik: {"age":""}
  React Final Form: {}
{"name":"Ann"}, age (number) not touched
  React Hook Form: {"name":"Ann","age":null}
  Formik: {"name":"Ann"}
  React Final Form: {"name":"Ann"}
{"name":"Ann"}, notify (checkbox) not touched
  React Hook Form: {"name":"Ann","notify":false}
  Formik: {"name":"Ann"}
  React Final Form: {"name":"Ann"}
{"born":"2014-08-21"}, born (date) not touched
  React Hook Form: {"born":"2014-08-21T00:00:00.000Z"}
  Formik: {"born":"2014-08-21"}
  React Final Form: {"born":"2014-08-21"}
{"address":{"city":"Rome"}}, address.city (text) cleared
  React Hook Form: {"address":{"city":""}}
  Formik: {"address":{"city":""}}
  React Final Form: {}
{"languages":["fr","en"]}, languages.0 (text) cleared
  React Hook Form: {"languages":["","en"]}
  Formik: {"languages":["","en"]}
  React Final Form: {"languages":[null,"en"]}
{"phones":[{"number":"01"}]}, phones.0.number (text) cleared
  React Hook Form: {"phones":[{"number":""}]}
  Formik: {"phones":[{"number":""}]}
  React Final Form: {"phones":[{}]}
{"labels":{"0":"home"}}, labels.0 (text) changed to office
  React Hook Form: {"labels":{"0":"office"}}
  Formik: {"labels":{"0":"office"}}
  React Final Form: {"labels":["office"]}
TXT
diff expected observed
