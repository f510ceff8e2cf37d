// The worker that answers for many partners: it starts a program of its own, which holds the file, and hears the page between
// two stretches of work.
//
// The build puts in the names of the two files.

import start from './PROGRAM.js';

/** How long rows are worked out before the page is heard again, in milliseconds. */
const STRETCH = 50;
/** So many rows between two looks at the clock. */
const ROWS = 20;
/** The largest file that is read, in bytes; the program says so of one that is a byte larger. */
const MOST = 64 << 20;

const begun = start({ module_or_path: new URL('./PROGRAM.wasm', import.meta.url) });
const fetched = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.text();
};

/** Asks the program, once it is opened. */
let ask;
let memory;
/** Since when rows have been worked out, while they are. */
let since;
/** How long it took so far, in milliseconds. */
let took = 0;

async function open({ texts, calculator }) {
  const [program, ...both] = await Promise.all([begun, ...texts.map(fetched)]);
  ({ memory } = program);
  ask = globalThis.tierwiseBatch(...both, calculator);
  if (!ask) throw new Error('the texts are of another version');
}

const steps = new MessageChannel();
steps.port1.onmessage = () => inTurn(stretch);

/** How far it is, for the page and for who measures: how long it took and how many bytes the program holds. */
function tell(progress) {
  postMessage({ progress: { ...progress, running: since !== undefined, took, memory: memory.buffer.byteLength } });
}

/** Works out rows for a moment, and has itself called again after whatever the page has asked meanwhile. */
function stretch() {
  if (since === undefined) return;
  const until = performance.now() + STRETCH;
  let progress;
  do ({ progress } = JSON.parse(ask(JSON.stringify({ go_on: { rows: ROWS } }), null)));
  while (progress.done < progress.all && performance.now() < until);
  took += performance.now() - since;
  since = progress.done < progress.all ? performance.now() : undefined;
  if (since !== undefined) steps.port2.postMessage(null);
  tell(progress);
}

function run() {
  since ??= performance.now();
  stretch();
}

async function hear({ number, opens, file, cancels, goesOn, request }) {
  let reply = null;
  if (opens) {
    await open(opens);
  } else if (cancels) {
    since = undefined;
    tell(JSON.parse(ask(JSON.stringify({ go_on: { rows: 0 } }), null)).progress);
  } else if (goesOn) {
    run();
  } else {
    // A file that went away, or that we may not read, is no fault of the program.
    const bytes = file && await file.slice(0, MOST + 1).arrayBuffer().then((buffer) => new Uint8Array(buffer), () => undefined);
    if (file && !bytes) return postMessage({ number, reply: { unreadable: true } });
    if (file || request.start) since = undefined;
    reply = ask(JSON.stringify(request), bytes ?? null);
    if (reply instanceof Uint8Array) return postMessage({ number, reply }, [reply.buffer]);
    reply = JSON.parse(reply);
    if (request.start && reply.progress) {
      took = 0;
      run();
    }
  }
  postMessage({ number, reply });
}

/** One after the other, in the order in which they came. What fails here has no way back: the page begins anew. */
let turn = Promise.resolve();
function inTurn(work) {
  turn = turn.then(work).catch(reportError);
}
addEventListener('message', ({ data }) => inTurn(() => hear(data)));
