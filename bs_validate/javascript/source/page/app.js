// The page: it checks the text whenever it changes, marks the errors in it, and lists them beside it.

import { DATA } from "../data.js";
import { schemas } from "../main.js";
import { resolved } from "../messages.js";
import { MOST_SHOWN, draw, element, excerpt } from "./editor.js";
import { check } from "./findings.js";
import { exampleText, fieldRows } from "./reference.js";

/** Milliseconds after the last key until the text is checked, and until a screen reader announces the outcome. */
const PAUSE = 150;
const PAUSE_OF_SPEECH = 700;
/** Space between two notes in pixels. */
const GAP = 8;
/** Files of more bytes are refused: the page would stop answering. */
const MOST_BYTES = 20_000_000;

const byId = (id) => document.getElementById(id);
const [editor, payload, layer, notes, schemaChoice, language] = ["editor", "payload", "layer", "notes", "schema", "language"].map(byId);
const isWide = matchMedia("(min-width: 60rem)");
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");

/** The contents of the page: the text, the name of its file, the findings, and the rows, marks and notes that show them. */
let shown = { text: "", name: "", result: null, rows: [], marks: [], items: [] };
let file = { name: "", text: null };
let exampleIndex = 0;
let timer;
let speech;

const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** Return the text to check: that of the text area, or that of a file which is too large to be shown. */
const currentText = () => file.text ?? payload.value;

/** Check the text now if it has changed. Otherwise the notes stay, so that the focus can move to them and a click can end on one. */
function settle() {
  if (currentText() !== shown.text) update();
}

function update() {
  clearTimeout(timer);
  const text = currentText();
  const result = text.trim() === "" ? null : check(text, file.name, schemaChoice.value);
  const findings = result?.findings ?? [];
  const { rows, marks } = file.text === null ? draw(layer, text, findings) : draw(layer, "", []);
  shown = { text, name: file.name, result, rows, marks, items: findings.map((one, index) => note(text, one, index)) };
  notes.replaceChildren(...shown.items);
  editor.hidden = file.text !== null;
  byId("work").classList.toggle("found", findings.length > 0);
  payload.setAttribute("aria-invalid", String(findings.length > 0));
  byId("clear").disabled = text === "" && file.name === "";
  say(result);
  reference();
  arrange();
}

/** Show the outcome in words, and have screen readers announce it once the typing pauses. */
function say(result) {
  const [state, title, about] = verdict(result);
  document.body.className = state;
  byId("verdict").textContent = title;
  byId("about").textContent = about;
  byId("file").textContent = file.name;
  clearTimeout(speech);
  speech = setTimeout(() => (byId("announced").textContent = result === null ? "" : `${title}. ${about}`), PAUSE_OF_SPEECH);
}

function verdict(result) {
  if (result === null) return ["empty", "Nothing to check yet", "Paste a payload, drop a file on this page, or start with an example."];
  const { count, documents, findings, skipped } = result;
  if (count > 0) {
    const cut = count > findings.length ? ` The first ${findings.length} are shown.` : "";
    return ["error", plural(count, "error"), about(result) + cut];
  }
  if (documents > 0) return ["fine", "No errors", about(result)];
  return ["empty", "Nothing was checked", `There is ${skipped[0] ?? "nothing in it to check"}.`.replace("There is it", "It")];
}

function about({ schemas: used, documents, skipped, orUpdate, envelope }) {
  const count = documents === 1 ? "Checked" : `${plural(documents, "document")} checked`;
  const sentences = [used.length === 0 ? `${count}.` : `${count} as ${used.join(", ")}.`];
  if (orUpdate !== undefined) sentences.push(`If it is an update, choose ${orUpdate} as the schema.`);
  if (envelope !== undefined) sentences.push(`The envelope is missing: send {"${envelope}": [ … ]}.`);
  if (file.text !== null) sentences.push("Of a text this long, only the lines with errors are shown.");
  if (skipped.length > 0) sentences.push(`Other bodies were skipped: ${skipped.slice(0, 3).join("; ")}.`);
  return sentences.join(" ");
}

/** Return the note of a finding: a button that leads to its place or, if the text is not shown, the words with its line. */
function note(text, finding, index) {
  const { code, subject, line, column } = finding;
  const isButton = file.text === null;
  const place = element("span", {}, `line ${line}, column ${column}`);
  const words = element(
    isButton ? "button" : "div",
    isButton ? { type: "button", className: "note" } : { className: "note" },
    element("code", { className: "subject" }, subject || "the document"),
    " ",
    element("span", { className: "message", lang: htmlLanguage() }, finding.message(language.value, { line, column })),
    " ",
    element("span", { className: "place" }, place, " ", element("span", {}, code)),
  );
  const item = element("li", {}, words, ...(isButton ? [] : [excerpt(text, finding)]));
  Object.assign(item.dataset, { code, line, column });
  if (isButton) {
    words.addEventListener("click", () => go(index));
    item.addEventListener("pointerenter", () => point(index));
    item.addEventListener("focusin", () => point(index));
  }
  return item;
}

/** Return the language as HTML names it: the API's code for Serbian is its own. */
const htmlLanguage = () => language.value.replace(/^rs/, "sr");

/** Select the place of a finding in the text, and scroll to it. */
function go(index) {
  const { start, end } = shown.result.findings[index];
  payload.focus({ preventScroll: true });
  payload.setSelectionRange(start, Math.min(end, start + (shown.marks[index]?.textContent.length ?? 1)));
  (shown.marks[index] ?? layer).scrollIntoView({ block: "center", behavior: isCalm.matches ? "auto" : "smooth" });
  point(index);
}

/** Highlight a finding in the text and in the list; an index of -1 highlights none. */
function point(index) {
  for (const one of document.querySelectorAll(".current")) one.classList.remove("current");
  shown.items[index]?.classList.add("current");
  shown.marks[index]?.classList.add("current");
}

/** Highlight the finding at the caret. */
function follow() {
  if (document.activeElement !== payload || shown.result === null) return;
  const at = payload.selectionStart;
  point(shown.result.findings.findIndex(({ start }, index) => at >= start && at <= start + (shown.marks[index]?.textContent.length ?? 0)));
}

/** Put each note beside its line, or as close below as the notes above it allow. */
function arrange() {
  let bottom = 0;
  const top = editor.getBoundingClientRect().top;
  const isBeside = isWide.matches && file.text === null;
  const tops = shown.items.map((_, index) => (isBeside ? (shown.marks[index]?.getBoundingClientRect().top ?? top) - top : 0));
  const heights = shown.items.map((item) => item.offsetHeight);
  shown.items.forEach((item, index) => {
    const space = isBeside ? Math.max(tops[index] - 12 - bottom, index === 0 ? 0 : GAP) : 0;
    item.style.marginTop = isBeside ? `${space}px` : "";
    bottom += space + heights[index];
  });
}

/** Show the fields and an example of the chosen schema, or else of the one that the text was checked with. */
function reference() {
  const schema = schemaChoice.value || shown.result?.schemas[0] || schemas[0];
  if (byId("fields").dataset.schema === schema) return;
  byId("fields").dataset.schema = schema;
  exampleIndex = 0;
  for (const one of document.querySelectorAll(".schema-name")) one.textContent = schema;
  byId("rows").replaceChildren(...fieldRows(schema));
  showExample();
}

const showExample = () => (byId("valid").textContent = exampleText(byId("fields").dataset.schema, exampleIndex));

function put(text, name = "") {
  const isLarge = text.length > MOST_SHOWN;
  file = { name, text: isLarge ? text : null };
  payload.value = isLarge ? "" : text;
  update();
}

/** Read a file that was dropped or chosen. */
async function take(chosen) {
  if (chosen === undefined) return;
  if (chosen.size > MOST_BYTES) return refuse(chosen.name, "The file is too large for this page. Use bs-validate lint.");
  const text = decoded(new Uint8Array(await chosen.arrayBuffer()));
  if (text === null) return refuse(chosen.name, "The file is not text in UTF-8.");
  put(text, chosen.name);
}

/** Return bytes as text, or null if they are not UTF-8; a zero at the start is a sign of UTF-16. */
function decoded(bytes) {
  if (bytes.subarray(0, 4).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuse(name, why) {
  put("", name);
  document.body.className = "error";
  byId("verdict").textContent = "The file cannot be read";
  byId("about").textContent = why;
}

function fillChoices() {
  for (const name of schemas) schemaChoice.append(element("option", { value: name }, name));
  for (const [code, name] of DATA.page.languages) language.append(element("option", { value: code, lang: code.replace(/^rs/, "sr") }, name));
  language.value = navigator.languages.map((one) => resolved(one)).find((one) => one !== "en") ?? "en";
  if (navigator.languages.length > 0 && resolved(navigator.languages[0]) === "en") language.value = "en";
}

/** Put the displayed example into the text area, and choose its schema if its content alone leads to another one. */
function useExample() {
  const { schema } = byId("fields").dataset;
  put(byId("valid").textContent);
  if (shown.result.schemas[0] !== schema) {
    schemaChoice.value = schema;
    update();
  }
  payload.focus();
}

function listen() {
  payload.addEventListener("input", ({ inputType }) => {
    if (payload.value === "") file = { name: "", text: null };
    if (payload.value.length > MOST_SHOWN) return put(payload.value, file.name);
    clearTimeout(timer);
    timer = setTimeout(update, inputType === "insertFromPaste" ? 0 : PAUSE);
  });
  payload.addEventListener("change", settle); // it comes after the typing, just before the focus moves
  payload.addEventListener("keydown", ({ key }) => {
    if (key === "Tab") settle();
  });
  payload.addEventListener("beforeinput", () => {
    if (payload.selectionEnd - payload.selectionStart === payload.value.length) file = { name: "", text: null };
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    if (editor.hidden) put(clipboardData.getData("text"));
  });
  document.addEventListener("selectionchange", follow);
  schemaChoice.addEventListener("change", update);
  language.addEventListener("change", update);
  byId("use").addEventListener("click", useExample);
  byId("start").addEventListener("click", useExample);
  byId("other").addEventListener("click", () => {
    exampleIndex += 1;
    showExample();
  });
  byId("open").addEventListener("click", () => byId("chosen").click());
  byId("chosen").addEventListener("change", ({ target }) => {
    take(target.files[0]);
    target.value = "";
  });
  byId("clear").addEventListener("click", () => {
    put("");
    payload.focus();
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.documentElement.classList.add("dropping");
  });
  for (const kind of ["dragleave", "drop", "dragend"]) {
    document.addEventListener(kind, ({ relatedTarget }) => {
      if (relatedTarget === null || kind !== "dragleave") document.documentElement.classList.remove("dropping");
    });
  }
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) take(event.dataTransfer.files[0]);
    else if (event.dataTransfer.getData("text") !== "") put(event.dataTransfer.getData("text"));
  });
  new ResizeObserver(arrange).observe(layer);
  isWide.addEventListener("change", arrange);
}

fillChoices();
listen();
update();
