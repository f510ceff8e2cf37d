// Draws what lets one think further than the answer: starts a program of its own, and tells it what the page shows.
//
// Fetched once the reader comes near its place, or prints. The page keeps what it shows in an attribute of the place; see
// src/app/shown.rs. The build puts in the names of the sheet and of the two files.

import start from './PROGRAM.js';

const here = (file) => new URL(file, import.meta.url).href;

/** How long there are no keys before it goes on, in milliseconds. */
const QUIET = 120;

/** How long whoever prints waits for it, in milliseconds. */
const PATIENCE = 5000;

/** Resolves when the sheet is there; without it the parts are plain, and still right. */
const sheet = new Promise((done) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: here('./SHEET') });
  link.onload = link.onerror = done;
  document.head.append(link);
});

// The browser waits for nothing that is drawn for paper; the page's own button does.
addEventListener('keydown', (event) => {
  const print = document.querySelector('button.print');
  const prints = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p';
  if (!print || !prints) return;
  event.preventDefault();
  print.click();
});

/** Resolves when everything is drawn, from now on. */
const drawn = () => new Promise((done) => {
  document.addEventListener('tierwise-drawn', done, { once: true });
  setTimeout(done, PATIENCE);
});

/** Draws in this place, from now on. Resolves when everything is drawn, to what tells when it is drawn anew. */
export async function open(panel) {
  await Promise.all([sheet, start({ module_or_path: here('./PROGRAM.wasm') })]);
  // The program leaves a function.
  const { tierwiseDecide: tell } = globalThis;
  delete globalThis.tierwiseDecide;
  let wait;
  const now = () => tell(panel.dataset.of);
  const later = () => {
    clearTimeout(wait);
    // What is printed can't wait: the third line says so.
    if (panel.dataset.of.split('\n', 3)[2]) now();
    else wait = setTimeout(now, QUIET);
  };
  new MutationObserver(later).observe(panel, { attributeFilter: ['data-of'] });
  const whole = drawn();
  now();
  await whole;
  return drawn;
}
