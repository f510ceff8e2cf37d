// Fills the part of the panel in which figures are taken along as a file, and in which a file is checked or opened.
//
// Fetched when the panel that passes the figures on is unfolded. The build puts in the names of the sheet and of the two
// files of the program that makes the files.

import start from './PROGRAM.js';

const here = (file) => new URL(file, import.meta.url).href;

const WORDS = [
  'title', 'about', 'xlsx', 'csv', 'json', 'making', 'saved', 'failed', 'check', 'checkAbout', 'open', 'unread', 'lost', 'asText',
  'copyText', 'copied', 'not',
];
const KINDS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv;charset=utf-8', json: 'application/json',
};
/** The largest file that is looked at, in bytes; the program says so of one that is a byte larger. */
const MOST = 1 << 20;
/** How long a file is kept for the browser to take, in milliseconds. */
const KEPT = 10_000;

const { language, messageUrls, laterUrls } = globalThis.tierwise;
const fetched = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.text();
};

/** Today, where the visitor is: 2026-11-22. */
function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** Has the browser save a file. */
function save(name, type, contents) {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}

/**
 * Whether a file may be lost: in a frame the page around this one may allow none to be saved, and the browser says nothing.
 * What it allows can be seen only where both are of one origin.
 */
function mayBeLost() {
  if (parent === self) return false;
  const frame = self.frameElement;
  return !frame || (frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-downloads'));
}

/** What the program answers, in the language of the page. */
async function program() {
  await start({ module_or_path: here('./PROGRAM.wasm') });
  const { tierwiseTake: take } = globalThis;
  delete globalThis.tierwiseTake;
  let texts;
  return async (wanted, of) => {
    const code = document.documentElement.lang || language;
    if (texts?.code !== code) {
      texts = { code, both: await Promise.all([messageUrls, laterUrls].map((urls) => fetched(urls[code]))) };
    }
    return take(...texts.both, wanted, of);
  };
}

document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: here('./SHEET') }));
const asked = program();

/**
 * Fills the place, and gives what looks at a file there. `address` gives the one that opens the figures; `element` and `copy`
 * are as in share.js.
 */
export async function fill(place, { address, element, copy }) {
  const ask = await asked;
  const lines = (await ask('words', null)).split('\n');
  const words = Object.fromEntries(WORDS.map((name, at) => [name, lines[at]]));
  const done = element('p', { className: 'share-done' });
  const say = (text) => {
    done.textContent = text;
    document.getElementById('status').textContent = text;
  };

  /** The file as text, to copy: unfolded where it may be lost. */
  const twin = element('div', { className: 'take-twin' });
  const asText = (text) => {
    // The mark at the start is for programs that read the file.
    const value = text.replace(/^\uFEFF/, '');
    const field = element('textarea', {
      id: 'take-text', className: 'share-field', readOnly: true, rows: 8, ariaLabel: words.asText, value,
    });
    const button = element('button', { type: 'button', className: 'button', onclick: copy(field, words, say) }, words.copyText);
    button.dataset.share = 'file';
    return element('details', { className: 'share-twin', open: mayBeLost() }, element('summary', {}, words.asText), field, button);
  };

  const take = (kind) => async () => {
    const { latest } = globalThis.tierwise;
    // While a field can't be read there is no report, and no file of one.
    if (latest && !latest.report) return say(words.unread);
    say(words.making);
    twin.replaceChildren();
    try {
      const verdict = Array.from(document.querySelectorAll('.verdict :is(h1, h2, p):not(:has(button, a))'), (one) => one.textContent.trim());
      const made = await ask(kind, [today(), address(), ...verdict.filter(Boolean)].join('\n'));
      if (!made) throw new Error(`there is no ${kind} of these figures`);
      save(`tierwise-${today()}-${document.documentElement.lang}.${kind}`, KINDS[kind], made);
      say(words.saved);
      twin.replaceChildren(
        ...(mayBeLost() ? [element('p', { className: 'share-held' }, words.lost)] : []),
        ...(typeof made === 'string' ? [asText(made)] : []),
      );
    } catch (error) {
      console.error(error);
      say(words.failed);
    }
  };
  const ways = Object.keys(KINDS).map((kind) => {
    const button = element('button', { type: 'button', className: 'button', onclick: take(kind) }, words[kind]);
    button.dataset.take = kind;
    return button;
  });

  const found = element('div', { className: 'take-found' });
  const look = async (file) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.slice(0, MOST + 1).arrayBuffer());
    const [says, opens, ...details] = (await ask(`check ${today()}`, bytes)).split('\n');
    found.replaceChildren(element('p', {}, says));
    if (details.length) {
      found.append(element('ul', { lang: 'en', className: 'take-details' }, ...details.map((line) => element('li', {}, line))));
    }
    if (opens) {
      const open = () => { location.hash = opens; };
      found.append(element('button', { type: 'button', className: 'button', id: 'take-open', onclick: open }, words.open));
    }
    document.getElementById('status').textContent = says;
  };
  const input = element('input', { type: 'file', id: 'take-file', accept: '.json,application/json' });
  input.onchange = () => look(input.files[0]).catch(console.error);
  input.setAttribute('aria-describedby', 'take-about');
  const zone = element('div', { className: 'take-zone' },
    element('label', { htmlFor: 'take-file' }, words.check), element('p', { id: 'take-about' }, words.checkAbout), input, found);
  place.replaceChildren(
    element('p', { className: 'take-title' }, words.title), element('p', { className: 'share-held' }, words.about),
    element('div', { className: 'share-ways' }, ...ways), done, twin, zone,
  );
  return look;
}
