// Runs before anything is drawn: goes to the page in the reader's language, and watches over the start of the program.
//
// Each language has a page of its own, with the answer to an example in it. The page at the root is the English one, and the way
// to the others. A page that is opened with figures hides its example until the program shows theirs. The build
// writes into the element of this script, as data-base, where the root is from here.

{
  const html = document.documentElement;
  const { base, languages } = document.currentScript.dataset;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));

  /** What the query sets, beside figures and what a provider brings. */
  const SETTINGS = ['lang', 'theme', 'resize', 'consent'];
  const setting = (key) => (query.getAll(key).length === 1 ? query.get(key) : undefined);

  const known = languages.split(' ');
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  const asked = [fragment.get('lang'), setting('lang')];
  // Which languages there are is up to a provider, where one is named; then the program chooses.
  const wanted = query.has('profile') || base !== '' ? asked : [...asked, ...preferred];
  const language = wanted.find((code) => known.includes(code));
  if (language && language !== html.lang) {
    html.hidden = true;
    location.replace(`${base}${language}/${location.search}${location.hash}`);
  }

  const theme = setting('theme');
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
  if (parent !== self) html.dataset.framed = '';
  if ([...fragment.keys()].some((key) => key !== 'lang') || [...query.keys()].some((key) => !SETTINGS.includes(key))) {
    html.dataset.own = '';
  }

  /** Figures typed before the program was there, as far as they read alike everywhere, go into the address too. */
  const keep = () => {
    const typed = [...document.querySelectorAll('#form input[name]')].filter(({ type, value, defaultValue }) => (
      type === 'text' && value !== defaultValue && /^\d+$/.test(value)));
    const parts = [location.hash.slice(1), ...typed.map(({ name, value }) => `${name}=${value}`)].filter(Boolean);
    if (typed.length > 0) history.replaceState(history.state, '', `#${parts.join('&')}`);
  };

  /** Says what happened; what was drawn stays to be read. Anything is better than a blank page. */
  const fail = (error) => {
    if (html.dataset.failed) return;
    const ran = 'ready' in html.dataset;
    html.dataset.failed = ran ? 'stopped' : 'failed';
    console.error(error);
    const show = () => {
      if (!ran) keep();
      document.getElementById('failure').hidden = false;
      const form = document.getElementById('form');
      if (form) form.inert = true;
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
    else show();
  };

  // Before the program runs any error means that it won't; after that only its own end does.
  const ends = (error) => !('ready' in html.dataset) || (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError);
  addEventListener('error', ({ target, error, message }) => {
    if (target === self ? ends(error) : target.tagName === 'SCRIPT') fail(error ?? message ?? target.src);
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => {
    if (ends(reason)) fail(reason);
  });
  globalThis.tierwiseFailed = fail;
}
