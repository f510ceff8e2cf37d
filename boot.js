// Starts the page: chooses the language, then fetches its messages and the program at the same time.
//
// The build writes the addresses of all files into the attributes of the element that loads this script:
// data-js, data-wasm, data-outlook for the worker, data-save for what saves pictures, data-share for what passes a link on, and data-messages-<language> and data-later-<language> for every
// language there is.
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

/** The language that the address asks for, else the first of the reader's that we have, else English. */
function chooseLanguage() {
  const asked = new URLSearchParams(location.hash.slice(1)).get('lang');
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return [asked, ...preferred].find((language) => Object.hasOwn(messageUrls, language)) ?? 'en';
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

const language = chooseLanguage();
document.documentElement.lang = language;
const messages = fetchText(messageUrls[language]);
/** Saves a drawing as a picture. What does it is fetched when it is wanted. */
const savePicture = async (...what) => (await import(address('data-save'))).save(...what);

// What passes the figures on, likewise.
addEventListener('toggle', ({ target }) => {
  if (target.id === 'share' && target.open) import(address('data-share')).then(({ open }) => open(target), console.error);
}, true);

globalThis.tierwise = Object.freeze({
  language, messages, messageUrls, laterUrls, outlook: address('data-outlook'), savePicture,
});
Promise.all([messages, startProgram()]).catch(showFailure);
