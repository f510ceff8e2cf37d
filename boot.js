// Starts the program: fetches it and the messages of its language at the same time, and puts its page in the place of the one that
// the build drew.
//
// The build writes the addresses of all files into the attributes of the element that loads this script:
// data-js, data-wasm, data-outlook for the worker, data-profile for what reads a provider's profile, data-save for what
// saves pictures, data-share for what passes a link on, data-decide for what lets one think further, data-sheet for the sheet of paper and of what is folded, data-frame for what speaks for the page in a frame, and
// data-messages-<language> and data-later-<language> for every language there is.
// The program finds what is decided here in `globalThis.tierwise`.

const boot = document.getElementById('boot');
const html = document.documentElement;
/** Where the root of the page is from here: nothing, where this is the page at the root. */
const { base } = document.getElementById('head').dataset;
const here = location.href.split(/[?#]/, 1)[0];
const root = base ? new URL(base, here).href : here;
const address = (attribute) => new URL(boot.getAttribute(attribute), root).href;

const byLanguage = (prefix) => Object.fromEntries(
  boot.getAttributeNames()
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), address(name)]),
);
const messageUrls = byLanguage('data-messages-');
const laterUrls = byLanguage('data-later-');

/** What the page around this one asks for; a key that is given twice counts for nothing. */
const query = new URLSearchParams(location.search);
const setting = (key) => (query.getAll(key).length === 1 ? query.get(key) : undefined);

/** What the query can ask for, and which of it needs nobody to read it. */
const PLAIN = {
  lang: Object.keys(messageUrls), theme: ['auto', 'light', 'dark'], resize: ['auto', 'off'], consent: ['ask', 'never'],
  'heading-level': ['1', '2', '3', '4', '5', '6'], profile: [], accent: [], lock: [], hide: [], 'share-base': [],
  'min-height': [], 'max-height': [],
};

/**
 * What a provider and the page around this one bring, in the plain form that the program reads; what reads it is fetched when
 * there is something to read. The accent is set on the way.
 */
async function prepareProfile() {
  if (Object.entries(PLAIN).every(([key, plain]) => !query.has(key) || plain.includes(setting(key)))) return '';
  try {
    return await (await import(address('data-profile'))).prepare(location.search);
  } catch (error) {
    console.error(error);
    return 'flaw\tprofile\t\tabsent\t\n';
  }
}

/**
 * The language that the address asks for, else that of the page. Where a provider is named, the page at the root is in the first of
 * the reader's languages that the provider offers and we have, else the provider's first.
 */
function chooseLanguage(profile) {
  const asked = [new URLSearchParams(location.hash.slice(1)).get('lang'), setting('lang')];
  const offered = profile.split('\n').filter((line) => line.startsWith('language\t')).map((line) => line.split('\t')[1]);
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  const own = !base && query.has('profile') ? preferred : [html.lang];
  const fitting = own.filter((language) => offered.length === 0 || offered.includes(language));
  return [...asked, ...fitting, ...offered].find((language) => Object.hasOwn(messageUrls, language)) ?? 'en';
}

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.text();
}

// Fetched before the script that runs it has arrived.
const program = fetch(address('data-wasm'));
program.catch(() => {}); // A failure shows below, when the program is started with it.

const startProgram = async () => (await import(address('data-js'))).default({ module_or_path: program });

/** Says that it can't be started; without what says it the page stays as it was drawn. */
const failed = globalThis.tierwiseFailed ?? console.error;

/**
 * Puts the program's page in the place of the one the build drew. What was typed, pressed, unfolded and in focus meanwhile is so
 * there too.
 */
function takeOver(next) {
  const drawn = document.getElementById('app');
  const like = (element) => (element.id
    ? next.querySelector(`#${CSS.escape(element.id)}`)
    : [...next.querySelectorAll(element.localName)].find(({ className, textContent }) => (
      className === element.className && textContent === element.textContent)));
  const focused = drawn.contains(document.activeElement) ? document.activeElement : undefined;
  const selection = focused && 'selectionStart' in focused ? [focused.selectionStart, focused.selectionEnd] : undefined;
  const changed = [...drawn.querySelectorAll('input, select')].filter(({ type, checked, defaultChecked, value, defaultValue, options }) => {
    if (type === 'radio' || type === 'checkbox') return checked && !defaultChecked;
    return options ? !options[options.selectedIndex]?.defaultSelected : value !== defaultValue;
  });
  const open = [...drawn.querySelectorAll('details[open] > summary')];
  // What no program draws: it stays the same elements. In a frame there is the calculator alone.
  if (!('framed' in html.dataset)) next.querySelector('#more').append(...drawn.querySelector('#more').childNodes);
  drawn.replaceWith(next);
  for (const summary of open) {
    const same = like(summary);
    if (same) same.parentElement.open = true;
  }
  for (const element of changed) {
    const same = like(element);
    if (!same) continue;
    same.focus();
    if (same.type === 'radio' || same.type === 'checkbox') {
      same.click();
    } else {
      same.value = element.value;
      same.dispatchEvent(new Event(element.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    }
  }
  const same = focused && like(focused);
  if (same) {
    same.focus({ preventScroll: true });
    if (selection?.[0] != null) same.setSelectionRange(...selection);
  } else {
    document.activeElement.blur();
  }
  for (const button of pressed) like(button)?.click();
}
/** Buttons that were pressed before the program was there to hear it. */
const pressed = [];
const press = ({ target }) => {
  const button = target.closest('#app button');
  if (button) pressed.push(button);
};
document.addEventListener('click', press);

// Where the browser doesn't see to it, as Safari doesn't: what is pressed stays under the pointer, also when leaving a field makes what is
// above taller. Else the press would end on something else, and count for nothing.
if (!CSS.supports('overflow-anchor', 'auto')) {
  const placeOf = (element) => element.getBoundingClientRect().top + scrollY;
  document.addEventListener('pointerdown', ({ target }) => {
    let place = placeOf(target);
    const hold = new MutationObserver(() => {
      if (!target.isConnected) return;
      const moved = placeOf(target) - place;
      place += moved;
      scrollBy(0, moved);
    });
    hold.observe(html, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => hold.disconnect(), { once: true, capture: true });
  });
}

/** What was worked out when the page was built; of no use where it is opened with other figures. */
const { drawn } = 'own' in html.dataset ? {} : document.getElementById('app').dataset;

/** What looks further than the answer. In a sandbox a page may have no worker: then it runs here. */
function startOutlook() {
  const url = address('data-outlook');
  if (origin !== 'null') return new Worker(url, { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  globalThis.outlook = port2;
  port1.start();
  port2.start();
  import(url).catch(console.error);
  return Object.assign(port1, { terminate: port1.close });
}

/** What the page shows, for scripts in its own document: the scenario, and the report unless there is none yet. */
let latest;
function changed(fragment, report) {
  latest = { fragment, report: report ? JSON.parse(report) : null };
  document.dispatchEvent(new CustomEvent('tierwise-change', { detail: latest }));
}

const profile = await prepareProfile();
const language = chooseLanguage(profile);
/** The language of what no program draws, below its page. */
let below = html.lang;
html.lang = language;
const messages = fetchText(messageUrls[language]);
/** The other messages: the page that was drawn has them, so the program's has to begin with them. */
const later = drawn && fetchText(laterUrls[language]).catch(() => undefined);
/** Saves a drawing as a picture. What does it is fetched when it is wanted. */
const savePicture = async (...what) => (await import(address('data-save'))).save(...what);

// What passes the figures on, likewise. It also looks at a file that is dropped, so it is fetched when anything is dragged here.
addEventListener('toggle', ({ target }) => {
  if (target.id === 'share' && target.open) import(address('data-share')).then(({ open }) => open(target), console.error);
}, true);
addEventListener('dragenter', () => import(address('data-share')));

/** What lets one think further than the answer. */
let whole;
function drawWhole() {
  const panel = document.getElementById('decide-panel');
  if (!panel) return Promise.resolve();
  whole ??= import(address('data-decide')).then(({ open }) => open(panel)).catch((error) => {
    console.error(error);
    panel.dataset.failed = '';
  });
  return whole;
}
/** In another language the page has that of the page in that language below it. */
async function speakBelow() {
  const { lang } = html;
  if (lang === below || 'framed' in html.dataset) return;
  below = lang;
  const text = await fetchText(new URL(`${lang}/`, root).href);
  const more = new DOMParser().parseFromString(text, 'text/html').getElementById('more');
  for (const link of more.querySelectorAll('a[href^="../"]')) link.setAttribute('href', base + link.getAttribute('href').slice(3));
  if (html.lang === lang) document.getElementById('more').replaceChildren(...more.childNodes);
}

/**
 * It is fetched once the answer is drawn and the reader comes near its place; the sheet for paper, and for what is folded away at
 * first, at once.
 */
function ready() {
  document.removeEventListener('click', press);
  // Not every browser scrolls to what has the focus while some of it shows, though the line at the top may lie over the rest.
  document.addEventListener('focusin', ({ target }) => {
    if (target.matches(':focus-visible')) target.scrollIntoView({ block: 'nearest' });
  });
  const speak = () => speakBelow().catch(console.error);
  speak();
  new MutationObserver(speak).observe(html, { attributeFilter: ['lang'] });
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address('data-sheet') }));
  const panel = document.getElementById('decide-panel');
  if (!panel) return;
  const near = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    near.disconnect();
    drawWhole();
  }, { rootMargin: '800px' });
  near.observe(panel);
}

globalThis.tierwise = Object.freeze({
  language, messages, later, messageUrls, laterUrls, drawn, base, root, takeOver, failed, startOutlook,
  savePicture, changed, profile, ready, drawWhole,
  firstHeading: Number(setting('heading-level') ?? 1),
  get latest() { return latest; },
});
// In a frame there is a page around to speak with.
if (parent !== self) import(address('data-frame')).catch(console.error);
Promise.all([messages, startProgram()]).catch(failed);
