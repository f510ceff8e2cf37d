// The page for integrators: from what is chosen to the lines to paste, shown at work.

const $ = (id) => document.getElementById(id);
const form = $('choices');
const words = JSON.parse(form.dataset.words);
const template = $('template').textContent;
/** Where the calculator is: one folder up. */
const calculator = new URL('..', location.href).href.replace(/\/$/, '');

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const filled = (values) => template.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);

/** The attributes that differ from their defaults, in the order of the form. */
function chosen() {
  const attributes = [];
  for (const control of form.elements) {
    const { name, value, type } = control;
    if (!name || control.disabled || type === 'checkbox') continue;
    if (value.trim()) attributes.push([name, value.trim()]);
  }
  for (const name of ['lock', 'hide']) {
    const ticked = [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
    if (ticked.length) attributes.push([name, ticked.join(',')]);
  }
  return attributes;
}

/** The same choices as an address: a query, and the figures as the fragment, which is never sent. */
function addressOf(attributes) {
  const query = attributes.filter(([name]) => name !== 'prefill')
    // A comma stays as it is; browsers take it.
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
  const prefill = attributes.find(([name]) => name === 'prefill')?.[1];
  return `${calculator}/${query && `?${query}`}${prefill ? `#${encodeURI(prefill).replaceAll('#', '%23')}` : ''}`;
}

function snippetOf(attributes) {
  const language = attributes.find(([name]) => name === 'lang')?.[1] ?? document.documentElement.lang;
  return filled({
    attributes: attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join(''),
    address: escaped(addressOf(attributes)),
    calculator: escaped(calculator),
    title: escaped(words[language].title),
    open: escaped(words[language].open),
  }).trim();
}

let shown;
function update() {
  $('accent').disabled = !$('own-accent').checked;
  const snippet = snippetOf(chosen());
  if (snippet === shown) return;
  shown = snippet;
  $('snippet').textContent = snippet;
  $('plain').textContent = snippet.match(/<iframe[^]*<\/iframe>/)[0].replace(/\s+/g, ' ');
  const origin = new URL(calculator).origin;
  $('headers').textContent =
    `Content-Security-Policy: frame-src ${origin}; script-src ${origin}\n` +
    `Permissions-Policy: clipboard-write=(self "${origin}")`;
  // The lines themselves: the script in them doesn't run here, this page has loaded it already.
  $('preview').innerHTML = snippet;
}

async function copy(button) {
  const lines = $(button.dataset.copies);
  const done = $(button.getAttribute('aria-describedby'));
  try {
    await navigator.clipboard.writeText(lines.textContent);
    done.textContent = form.dataset.copied;
  } catch {
    getSelection().selectAllChildren(lines);
    done.textContent = form.dataset.copyFailed;
  }
}

/** How many events are kept in sight. */
const MOST = 50;
function note({ type, detail }) {
  const item = document.createElement('li');
  const what = document.createElement('pre');
  what.textContent = detail === undefined || detail === null ? '' : JSON.stringify(detail, null, 2);
  item.append(`${new Date().toLocaleTimeString(document.documentElement.lang)} · `, type, what);
  $('no-events').hidden = true;
  $('events').hidden = false;
  $('events').prepend(item);
  while ($('events').childElementCount > MOST) $('events').lastElementChild.remove();
}

for (const name of ['ready', 'change', 'report', 'share', 'lead']) {
  $('preview').addEventListener(`tierwise-${name}`, note);
}
for (const button of document.querySelectorAll('[data-copies]')) button.addEventListener('click', () => copy(button));
form.addEventListener('change', update);
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
update();
