// Starts the page: chooses the language, then fetches its messages and the program at the same time.
//
// The build writes the addresses of all files into the attributes of the element that loads this script:
// data-js, data-wasm, data-outlook for the worker, data-profile for what reads a provider's profile, data-save for what
// saves pictures, data-share for what passes a link on, data-decide for what lets one think further, data-sheet for the sheet of paper and of what is folded, data-frame for what speaks for the page in a frame, and
// data-messages-<language> and data-later-<language> for every language there is.
// The program finds what is decided here in `globalThis.tierwise`.

const boot = document.getElementById('boot');
const address = (attribute) => new URL(boot.getAttribute(attribute), document.baseURI).href;

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
 * The language that the address asks for, else the first of the reader's that the provider offers and we have, else the
 * provider's first, else English.
 */
function chooseLanguage(profile) {
  const asked = [new URLSearchParams(location.hash.slice(1)).get('lang'), setting('lang')];
  const offered = profile.split('\n').filter((line) => line.startsWith('language\t')).map((line) => line.split('\t')[1]);
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  const fitting = preferred.filter((language) => offered.length === 0 || offered.includes(language));
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

/** Anything is better than a blank page. */
function showFailure(error) {
  console.error(error);
  document.getElementById('app').hidden = true;
  document.getElementById('failure').hidden = false;
}

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

const theme = setting('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
const profile = await prepareProfile();
const language = chooseLanguage(profile);
document.documentElement.lang = language;
const messages = fetchText(messageUrls[language]);
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
/**
 * It is fetched once the answer is drawn and the reader comes near its place; the sheet for paper, and for what is folded away at
 * first, at once.
 */
function ready() {
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
  language, messages, messageUrls, laterUrls, startOutlook, savePicture, changed, profile, ready, drawWhole,
  firstHeading: Number(setting('heading-level') ?? 1),
  get latest() { return latest; },
});
// In a frame there is a page around to speak with.
if (parent !== self) import(address('data-frame')).catch(console.error);
Promise.all([messages, startProgram()]).catch(showFailure);
