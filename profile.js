// What a provider brings to the page: fetches the profile, has a program of its own read it, and sets the accent.
//
// The build puts in the names of the two files.

import start from './PROGRAM.js';

await start({ module_or_path: new URL('./PROGRAM.wasm', import.meta.url) });
// The program leaves a function.
const { prepareProfile: read } = globalThis;
delete globalThis.prepareProfile;

/** The text of a profile; undefined where it can't be had. A name that could lead elsewhere is not tried. */
async function fetched(id) {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return undefined;
  const response = await fetch(new URL(`profiles/${id}.json`, document.baseURI));
  return response.ok ? response.text() : undefined;
}

/** Sets the tokens of an accent, and gives the profile in the plain form that the page reads. */
export async function prepare(id, accent) {
  const text = id === undefined ? undefined : await fetched(id).catch(() => undefined);
  const lines = read(id, text, accent).split('\n');
  for (const line of lines.filter((line) => line.startsWith('token\t'))) {
    const [, token, value] = line.split('\t');
    document.documentElement.style.setProperty(token, value);
  }
  return lines.filter((line) => !line.startsWith('token\t')).join('\n');
}

/** The tokens of an accent, without setting them: for who wants to see what becomes of it. */
export function tokens(accent) {
  const lines = read(undefined, undefined, accent).split('\n').filter((line) => line);
  return Object.fromEntries(lines.map((line) => line.split('\t').slice(1)));
}

/** A profile in the plain form, or what is wrong with it: for who wants to check one. */
export const check = (id, text) => read(id, text, undefined);
