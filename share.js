// Ways to pass a link on: the clipboard, the system's own, a QR code.
//
// Fetched when the panel is unfolded. The build puts in the names of the two files of the program that draws the code.

/** Whether the system has a way of its own. */
export const canSend = Boolean(navigator.share);

/** Copies what stands in a field; where that is refused it is selected, to be copied by hand. */
export async function copy(id) {
  const field = document.getElementById(id);
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}

/** Hands it to the system. Whoever changes their mind has done nothing wrong. */
export async function send(title, text, url) {
  await navigator.share({ title, text, url }).catch(() => {});
}

/** A text as a QR code: its width and its path; nothing where it is too long. */
export async function draw(text) {
  const { default: start } = await import('./PROGRAM.js');
  await start({ module_or_path: new URL('./PROGRAM.wasm', import.meta.url) });
  return globalThis.tierwiseQr(text);
}
