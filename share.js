// Fills the panel that passes the figures on: a tick for each, the link, and the ways to send it.
//
// Fetched when the panel is unfolded, or something is dragged into the page: a file that is dropped anywhere is looked at in
// the panel. The program keeps what the panel is of in an attribute of it; see
// src/ui/report/share.rs. The build puts in the names of the sheet and of the program that draws a QR code.

const WORDS = [
  'title', 'about', 'aboutBase', 'holds', 'nothing', 'link', 'copy', 'mail', 'code', 'send', 'copied', 'not', 'tooLong', 'codeName',
  'asText', 'copyText', 'held',
];
/** The parts of a link that are no figures. */
const OWN = /^(v|lang|at|by|d|z)=/;
/** What says of which day, by which rules and in which currency the others are: without it they would mean something else. */
const KEPT = /^(on|ru|cu)=/;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NAMESPACE = 'http://www.w3.org/2000/svg';

const here = (file) => new URL(file, import.meta.url).href;
const element = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

/** The check value of a link, as in src/link/check.rs. */
function check(text) {
  let crc = 0xb704ce;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
  }
  return [18, 12, 6, 0].map((shift) => DIGITS[(crc >> shift) & 63]).join('');
}

/** A link without what is left out. The last offer stays, as others may be named by their place. */
function without(link, left) {
  const parts = link.split('&').slice(0, -1);
  const offer = (part) => Number(/^[0-4](?=[a-z])/.exec(part)?.[0] ?? 0);
  const last = Math.max(...parts.map(offer));
  const kept = parts.filter((part) => !left.has(part));
  if (Math.max(...kept.map(offer)) < last) kept.push(`${last}na=Distributor%20${'ABCDE'[last]}`);
  const text = kept.join('&');
  return `${text}&z=${check(text)}`;
}

/** Copies what a field holds when it is called, and says what came of it. */
const copy = (field, words, say) => async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    say(words.copied);
  } catch {
    // Where that is refused it is selected, to be copied by hand.
    field.focus();
    field.select();
    say(document.execCommand('copy') ? words.copied : words.not);
  }
};

/** The address that opens a link: where the host or the provider wants it, else here, where the reader's language is chosen. */
const opening = (base, link) => `${base ? base.split('#', 1)[0] : globalThis.tierwise.root}#${link}`;

function draw(panel) {
  const [fragment, base, ...lines] = panel.dataset.of.split('\n');
  const words = Object.fromEntries(WORDS.map((name, place) => [name, lines[place]]));
  const figures = fragment.split('&').filter((part) => !OWN.test(part));
  const named = new Map(figures.map((part, place) => [part, lines[WORDS.length + place]]));
  const left = new Set();

  const done = element('p', { className: 'share-done' });
  const say = (text) => {
    done.textContent = text;
    document.getElementById('status').textContent = text;
  };
  const copied = (field) => copy(field, words, say);
  const link = element('input', { id: 'share-link', className: 'share-field', readOnly: true, ariaLabel: words.link });
  const text = element('textarea', {
    id: 'share-text', className: 'share-field', readOnly: true, rows: 8, ariaLabel: words.asText,
  });
  const mail = element('a', { className: 'button' }, words.mail);
  mail.dataset.share = 'mail';
  const picture = element('div', {});

  const update = () => {
    link.value = opening(base, without(fragment, left));
    const stated = figures.filter((part) => !left.has(part)).map((part) => named.get(part));
    text.value = [words.title, words.held, ...stated, link.value].join('\n');
    const body = [words.held, '', link.value].join('\r\n');
    mail.href = `mailto:?subject=${encodeURIComponent(words.title)}&body=${encodeURIComponent(body)}`;
    picture.replaceChildren();
    done.textContent = '';
  };

  const button = (name, way, press) => {
    const made = element('button', { type: 'button', className: 'button', onclick: press }, name);
    made.dataset.share = way;
    return made;
  };
  const code = async () => {
    const of = link.value;
    const { default: start } = await import('./PROGRAM.js');
    await start({ module_or_path: here('./PROGRAM.wasm') });
    const drawing = globalThis.tierwiseQr(of);
    if (link.value !== of) return;
    picture.replaceChildren(drawing ? squares(drawing, words.codeName) : element('p', {}, words.tooLong));
  };
  const ways = [button(words.copy, 'copy', copied(link)), mail, button(words.code, 'code', code)];
  if (navigator.share) {
    const send = () => navigator.share({ title: words.title, text: words.held, url: link.value }).catch(() => {});
    ways.push(button(words.send, 'send', send));
  }

  const tick = (part) => {
    const onchange = ({ target }) => {
      left[target.checked ? 'delete' : 'add'](part);
      update();
    };
    const box = element('input', { type: 'checkbox', checked: true, disabled: KEPT.test(part), onchange });
    return element('li', {}, element('label', { className: 'share-item' }, box, element('span', {}, named.get(part))));
  };
  const list = element('ul', { className: 'share-list', role: 'list' }, ...figures.map(tick));
  const holds = figures.length
    ? element('fieldset', { className: 'share-stated' }, element('legend', {}, words.holds), list)
    : element('p', {}, words.nothing);
  const twin = element('details', { className: 'share-twin' },
    element('summary', {}, words.asText), text, button(words.copyText, 'text', copied(text)));

  panel.replaceChildren(
    element('p', {}, base ? words.aboutBase : words.about), holds, element('p', { className: 'share-held' }, words.held), link,
    element('div', { className: 'share-ways' }, ...ways), done, picture, twin, take(panel),
  );
  update();
}

/** A QR code, from its width and its path. */
function squares(drawing, name) {
  const [width, path] = drawing.split(/ (.*)/);
  const svg = document.createElementNS(NAMESPACE, 'svg');
  const dark = document.createElementNS(NAMESPACE, 'path');
  dark.setAttribute('d', path);
  for (const [key, value] of Object.entries({
    'class': 'share-code', 'viewBox': `0 0 ${width} ${width}`, 'role': 'img', 'aria-label': name,
  })) svg.setAttribute(key, value);
  svg.append(dark);
  return svg;
}

document.head.append(element('link', { rel: 'stylesheet', href: here('./SHEET') }));

/**
 * Where the figures are taken along as a file, in each panel, and what looks at a file there: it stays when the rest is drawn
 * anew, in the same language.
 */
const taken = new WeakMap();
function take(panel) {
  const part = taken.get(panel) ?? { place: element('div', { className: 'take' }) };
  const { lang } = document.documentElement;
  if (part.place.lang !== lang) {
    part.place.lang = lang;
    // Of all figures, as the answer on the page is: what is left out of the link is not left out here.
    const address = () => {
      const [fragment, base] = panel.dataset.of.split('\n', 2);
      return opening(base, fragment);
    };
    taken.set(panel, part);
    part.look = import('../TAKE').then(({ fill }) => fill(part.place, { address, element, copy }));
    part.look.catch(console.error);
  }
  return part.place;
}

/** Unfolds the panel, and looks at a file there. */
async function lookAt(file) {
  const details = document.getElementById('share');
  // Before the page has its texts there is none.
  if (!file || !details) return;
  details.open = true;
  details.scrollIntoView();
  open(details);
  const { place, look } = taken.get(details.querySelector('#share-panel'));
  await (await look)(file);
  place.querySelector('.take-zone').scrollIntoView({ block: 'center' });
}

/** Whether files are dragged, and not a text or a link. */
const carriesFiles = ({ dataTransfer }) => Boolean(dataTransfer?.types.includes('Files'));
const { dataset } = document.documentElement;
addEventListener('dragover', (event) => {
  if (!carriesFiles(event)) return;
  // Otherwise the browser would leave the page for the file.
  event.preventDefault();
  dataset.over = '';
});
addEventListener('dragleave', ({ relatedTarget }) => {
  if (!relatedTarget) delete dataset.over;
});
addEventListener('drop', (event) => {
  delete dataset.over;
  if (!carriesFiles(event)) return;
  event.preventDefault();
  lookAt(event.dataTransfer.files[0]).catch(console.error);
});

const seen = new WeakMap();

/** Fills the panel, and anew whenever it is of something else. */
export function open(details) {
  const panel = details.querySelector('#share-panel');
  const fill = () => {
    if (!details.open || seen.get(panel) === panel.dataset.of) return;
    if (!seen.has(panel)) new MutationObserver(fill).observe(panel, { attributeFilter: ['data-of'] });
    seen.set(panel, panel.dataset.of);
    draw(panel);
  };
  fill();
}
