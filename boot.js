// Starts the page: chooses the language, then fetches its messages and the program at the same time.
//
// The build writes the addresses of all files into the attributes of the element that loads this script:
// data-js, data-wasm, data-outlook for the worker, data-save for what saves pictures, data-frame for what speaks for the
// page in a frame, and data-messages-<language> and data-later-<language> for every language there is.
// The program finds what is decided here in `globalThis.tierwise`.

const boot = document.getElementById('boot');
const address = (attribute) => new URL(boot.getAttribute(attribute), document.baseURI).href;

const byLanguage = (prefix) => Object.freeze(Object.fromEntries(
  boot.getAttributeNames()
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), address(name)]),
));
const messageUrls = byLanguage('data-messages-');
const laterUrls = byLanguage('data-later-');

/** The language that the address asks for, the link in it before the page around, else the first of the reader's that we have, else English. */
function chooseLanguage() {
  const asked = [location.hash, location.search].map((part) => new URLSearchParams(part.slice(1)).get('lang'));
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return [...asked, ...preferred].find((language) => Object.hasOwn(messageUrls, language)) ?? 'en';
}

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.text();
}

async function startProgram() {
  // Fetched before the script that runs it has arrived.
  const program = fetch(address('data-wasm'));
  program.catch(() => {}); // A failure shows below, when the program is started with it.
  const { default: start } = await import(address('data-js'));
  await start({ module_or_path: program });
}

/** Anything is better than a blank page. */
function showFailure(error) {
  console.error(error);
  document.getElementById('app').hidden = true;
  document.getElementById('failure').hidden = false;
}

/** What looks further than the answer. In a sandbox a page may have no worker: then it runs here. */
function startOutlook() {
  const url = address('data-outlook');
  if (self.origin !== 'null') return new Worker(url, { type: 'module' });
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

const language = chooseLanguage();
document.documentElement.lang = language;
const messages = fetchText(messageUrls[language]);
/** Saves a drawing as a picture. What does it is fetched when it is wanted. */
const savePicture = async (...what) => (await import(address('data-save'))).save(...what);

globalThis.tierwise = Object.freeze({
  language, messages, messageUrls, laterUrls, startOutlook, savePicture, changed,
  get latest() { return latest; },
});
// In a frame there is a page around to speak with.
if (parent !== self) import(address('data-frame')).catch(console.error);
Promise.all([messages, startProgram()]).catch(showFailure);
