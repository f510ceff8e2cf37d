// What every part of the page of many partners needs: elements, words, figures.

export const $ = (id) => document.getElementById(id);

/** An element with these properties and attributes, and what is in it: text is always text. */
export function element(name, properties = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

const root = $('batch');
export const { words, worker, texts } = JSON.parse(root.dataset.batch);
export const language = document.documentElement.lang;
/** Where the calculator is: one folder up. */
export const calculator = new URL('..', location.href).href;

const figures = new Intl.NumberFormat(language);
export const number = (value) => figures.format(value);

/** One of the page's texts with its placeholders filled in. */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');

/** Today, where the visitor is: 2026-11-22. */
export function today() {
  const now = new Date();
  const digits = (value) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** Says something to who can't see it: the one place that is live. */
export function announce(text) {
  $('status').textContent = text;
}

/** How long a file is kept for the browser to take, in milliseconds. */
const KEPT = 10_000;

/** Has the browser save a file. */
export function save(name, type, contents) {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}

/** The kinds of files that are made, and what each is to a browser. */
export const KINDS = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
