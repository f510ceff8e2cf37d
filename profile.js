// What a provider and a host bring to the page: fetches the profile, has a program of its own read it with the query of the
// address, and sets the accent.
//
// The build puts in the names of the two files.

import start from './PROGRAM.js';

await start({ module_or_path: new URL('./PROGRAM.wasm', import.meta.url) });
// The program leaves a function.
const { prepareProfile: read } = globalThis;
delete globalThis.prepareProfile;

/** Today, where the visitor is: 2026-11-22. */
function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** The text of a profile; undefined where it can't be had. A name that could lead elsewhere is not tried. */
async function fetched(id) {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return undefined;
  const response = await fetch(new URL(`../profiles/${id}.json`, import.meta.url));
  return response.ok ? response.text() : undefined;
}

/** Sets the tokens of an accent, and gives what the query brings in the plain form that the page reads. */
export async function prepare(query) {
  const id = new URLSearchParams(query).get('profile');
  const text = id === null ? undefined : await fetched(id).catch(() => undefined);
  const lines = read(query, text, today()).split('\n');
  for (const line of lines.filter((line) => line.startsWith('token\t'))) {
    const [, token, value] = line.split('\t');
    document.documentElement.style.setProperty(token, value);
  }
  return lines.filter((line) => !line.startsWith('token\t')).join('\n');
}

/** The tokens of an accent, without setting them: for who wants to see what becomes of it. */
export function tokens(accent) {
  const lines = read(`accent=${encodeURIComponent(accent)}`, undefined, today()).split('\n');
  const tokens = lines.filter((line) => line.startsWith('token\t'));
  return Object.fromEntries(tokens.map((line) => line.split('\t').slice(1)));
}

/** A profile in the plain form, or what is wrong with it: for who wants to check one. */
export const check = (id, text) => read(`profile=${encodeURIComponent(id)}`, text, today());
