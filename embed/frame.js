// The calculator in a frame: says how tall it is and, only where the visitor says so, what it shows.
//
// Fetched only there. The build puts in where the texts are, by language, and the sheet. What crosses to the page around
// is described in messages.schema.json.

const TEXTS = FRAME_TEXTS;
const SHEET = FRAME_SHEET;

const NAME = 'tierwise';
const VERSION = 1;
/** How long something has to stay shorter before that is said, in milliseconds: what is drawn anew, or still waits for the draws, is
    gone for a moment. */
const PATIENCE = 500;

const root = document.documentElement;
const query = new URLSearchParams(location.search);
const number = (name) => Number.parseInt(query.get(name), 10) || 0;
const here = (file) => new URL(file, import.meta.url).href;

/** Ours alone: whoever answers has read our hello. */
const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
/** The channel to the page around, and the origin of that. */
let port;
let host;
let started = false;

const say = (message, ports) => parent.postMessage({ ns: NAME, v: VERSION, id, ...message }, '*', ports);
const tell = (type, detail) => port?.postMessage({ ns: NAME, v: VERSION, id, type, detail });

addEventListener('message', ({ source, origin, data, ports }) => {
  if (source !== parent || data?.ns !== NAME || data.v !== VERSION) return;
  // Ours has a number; a page that asks for it has none.
  if (data.type === 'hello' && !data.id && started) say({ type: 'hello' });
  if (data.type === 'connect' && data.id === id && ports[0]) connect(ports[0], origin);
});

function connect(channel, origin) {
  port?.close();
  port = channel;
  if (host !== origin) agreed = undefined;
  host = origin;
  ready = false;
  height = 0;
  greet();
  draw();
}

// -- Once there is something to see

let ready = false;
const failed = document.getElementById('failure');

function greet() {
  const drawn = root.hasAttribute('data-ready');
  if (ready || !port || !(drawn || !failed.hidden)) return;
  ready = true;
  if (drawn) tell('ready', { lang: root.lang, title: document.title });
  fit();
}

// -- How tall it is

const fits = query.get('resize') !== 'off';
const [least, most] = [number('min-height'), number('max-height') || Infinity];
let height = 0;
let shorter;

function fit() {
  if (!ready || !fits) return;
  const needed = Math.ceil(document.body.getBoundingClientRect().height);
  // Not shown: without a width there is no height worth telling.
  if (!needed || !root.clientWidth) return;
  root.dataset.fitted = needed > most ? 'partly' : 'wholly';
  const next = Math.min(Math.max(needed, least), most);
  clearTimeout(shorter);
  if (next === height) return;
  if (next < height) {
    shorter = setTimeout(() => grow(), PATIENCE);
    return;
  }
  height = next;
  tell('resize', { height });
}

/** Or shrink: what is needed by now, and what was before is no matter. */
function grow() {
  height = 0;
  fit();
}

/** Where the visitor was taken: a frame as tall as its content can't scroll there by itself. */
function lead({ target }) {
  if (root.dataset.fitted !== 'wholly') return;
  const look = new IntersectionObserver(([{ isIntersecting, boundingClientRect: all, intersectionRect: seen }]) => {
    look.disconnect();
    const begins = target.tabIndex >= 0 || seen.top < all.top + 1;
    if (!isIntersecting || !begins) tell('view', { top: Math.round(all.top) });
  });
  look.observe(target);
}

// -- What the visitor may send

/** What there is to send, one by one, out of a report: the smallest part that is of use. */
const ITEMS = {
  answer: ({ report }) => ({ choice: report.recommendation.choice, sentence: document.getElementById('verdict').textContent }),
  difference: ({ report }) => ({ amount: report.difference, currency: report.currency }),
  billed: ({ report }) => report.ttm_usd,
  entered: ({ fragment }) => fragment,
  report: ({ report }) => report,
};
let latest = globalThis.tierwise.latest;
let texts;
/** What was agreed to, while that lasts. */
let agreed;
let panel;

const text = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const made = (tag, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};
/** Whose page it is, by the browser's word. A profile comes with its name, but anyone can ask for anyone's. */
const profile = globalThis.tierwise.profile.split('\n').find((line) => line.startsWith('name\t'))?.slice(5);
const recipient = () => (profile ? text('with_profile', { host, profile }) : host);
const money = (amount, currency) =>
  new Intl.NumberFormat(root.lang, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);

/** How an item reads. */
const SHOWN = {
  answer: ({ sentence }) => sentence,
  difference: ({ amount, currency }) => text('per_year', { amount: money(amount, currency) }),
  billed: ({ value, estimated }) => text(estimated ? 'estimated' : 'stated', { amount: money(value, 'USD') }),
  entered: (fragment) => fragment || text('nothing_entered'),
  report: () => text('see_below'),
};

const ticks = () => Object.keys(ITEMS).filter((item) => panel.querySelector(`[name="${item}"]`).checked);

/** What is sent, to the letter. */
function parcel(items, record) {
  const figures = {};
  for (const item of items) figures[item] = ITEMS[item](latest);
  return { figures, consent: { ...record, items } };
}
/** What is agreed to with a button: for what, by whom, when, and by which words it was asked. */
const record = (purpose, at) => ({ recipient: host, purpose, follow: follows(), at, lang: root.lang, text: texts.version });
/** Whether it is sent again when it changes. */
const follows = () => ticks().length > 0 && panel.querySelector('[name="follow"]').checked;

function send(type, purpose) {
  const items = ticks();
  const status = panel.querySelector('[role="status"]');
  if (type === 'report' && !items.length) {
    status.textContent = text('tick_one');
    return;
  }
  const sent = record(purpose, new Date().toISOString());
  tell(type, parcel(items, sent));
  agreed = sent.follow ? { items, sent } : undefined;
  status.textContent = text(sent.follow ? 'sent_follow' : 'sent', {
    recipient: recipient(), time: new Intl.DateTimeFormat(root.lang, { timeStyle: 'medium' }).format(),
  });
  refresh();
}

/** Ends what was agreed to. */
function stop() {
  if (!agreed) return;
  agreed = undefined;
  panel.querySelector('[role="status"]').textContent = text('stopped');
  refresh();
}

function draw() {
  panel?.remove();
  panel = undefined;
  // A page without a name can't be asked for, and one that may not ask isn't.
  if (!texts || !host || host === 'null' || !latest || query.getAll('consent').includes('never')) return;
  const level = Math.min(Math.max(number('heading-level'), 1) + 1, 6);
  const items = Object.keys(ITEMS).map((item) => made('li', {}, made('label', {},
    made('input', { type: 'checkbox', name: item }),
    made('span', {}, made('strong', {}, text(`item_${item}`)), ' ', made('span', { className: 'send-value' })))));
  const list = made('ul', { className: 'send-items', role: 'list' }, ...items);
  const choice = made('fieldset', {}, made('legend', {}, text('what')), list, made('label', { className: 'send-follow' },
    made('input', { type: 'checkbox', name: 'follow' }), made('span', {}, text('follow'))));
  const way = (type, purpose) => made('div', { className: 'send-way' },
    made('p', {}, text(`purpose_${purpose}`, { recipient: recipient() })),
    made('button', { type: 'button', className: 'button', onclick: () => send(type, purpose) },
      text(`send_${purpose}`, { recipient: recipient() })));
  const end = made('button', { type: 'button', className: 'button', name: 'stop', onclick: stop }, text('stop'));
  panel = made('section', { className: 'send' },
    made(`h${level}`, { id: 'send-title' }, text('title', { recipient: recipient() })),
    made('p', {}, text('intro', { recipient: recipient() })),
    choice,
    made('details', {}, made('summary', {}, text('exactly')), made('pre', { tabIndex: 0 })),
    made('div', { className: 'send-ways' }, way('report', 'use'), way('lead', 'contact')),
    made('p', { role: 'status' }), end);
  panel.setAttribute('aria-labelledby', 'send-title');
  panel.addEventListener('change', ({ target }) => {
    // What was agreed to was exactly that.
    if (target.name) stop();
    refresh();
  });
  const foot = document.querySelector('.foot');
  if (foot) foot.before(panel);
  else document.body.append(panel);
  refresh();
}

/** Brings the panel up to date with what is on the screen. */
function refresh() {
  if (!panel) return;
  const known = Boolean(latest.report);
  for (const item of Object.keys(ITEMS)) {
    const value = panel.querySelector(`[name="${item}"] + span .send-value`);
    value.textContent = known ? SHOWN[item](ITEMS[item](latest)) : '—';
  }
  for (const button of panel.querySelectorAll('.send-way button')) button.disabled = !known;
  panel.querySelector('[name="stop"]').hidden = !agreed;
  panel.querySelector('pre').textContent = known
    ? JSON.stringify(parcel(ticks(), record(text('by_button'), text('now'))), null, 2)
    : '—';
}

document.addEventListener('tierwise-change', ({ detail }) => {
  latest = detail;
  if (panel) refresh();
  else draw();
  tell('change', agreed && detail.report ? parcel(agreed.items, agreed.sent) : { figures: null, consent: null });
});

/** What was shared, and how, is the visitor's: that it was, is all that is said. */
document.addEventListener('click', ({ target }) => {
  const way = target.closest?.('[data-share]')?.dataset.share;
  if (way) tell('share', { way });
});

// -- Starting

let language;

async function speak() {
  if (root.lang === language || !TEXTS[root.lang]) return;
  language = root.lang;
  const response = await fetch(here(TEXTS[language]));
  const found = await response.json();
  // Unless another language was chosen meanwhile.
  if (found.lang !== root.lang) return;
  texts = found;
  agreed = undefined;
  draw();
}

const sheet = made('link', { rel: 'stylesheet', href: here(SHEET) });
sheet.onload = sheet.onerror = () => {
  new ResizeObserver(fit).observe(document.body);
  const look = new MutationObserver(() => {
    greet();
    speak();
  });
  look.observe(root, { attributeFilter: ['lang', 'data-ready'] });
  look.observe(failed, { attributeFilter: ['hidden'] });
  document.addEventListener('focusin', lead);
  started = true;
  say({ type: 'hello' });
  greet();
  speak();
};
document.head.append(sheet);
