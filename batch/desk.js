// The worker that holds the file, and what it is asked.

import { calculator, texts, worker as script } from './dom.js';

const address = (file) => new URL(file, calculator).href;

/**
 * Starts the worker. `progressed` is called while rows are worked out, `failed` when there can be no worker, or no longer.
 */
export function startDesk(progressed, failed) {
  const waiting = new Map();
  let last = 0;
  let worker;
  const end = () => worker?.terminate();
  const fail = (event) => {
    // Whoever looks for it finds in the console what the page doesn't explain.
    console.error(event?.message || 'the worker does not start');
    end();
    failed();
  };
  try {
    worker = new Worker(address(script), { type: 'module' });
  } catch {
    // Said once whoever asks for it has it.
    queueMicrotask(fail);
  }
  if (worker) {
    worker.onerror = fail;
    worker.onmessageerror = fail;
    worker.onmessage = ({ data }) => {
      if (data.progress) return progressed(data.progress);
      waiting.get(data.number)?.(data.reply);
      waiting.delete(data.number);
    };
  }
  const send = (what) => new Promise((resolve) => {
    last += 1;
    waiting.set(last, resolve);
    worker?.postMessage({ number: last, ...what });
  });
  send({ opens: { texts: texts.map(address), calculator } });
  return {
    end,
    /** Asks, and gives the answer. A worker that is gone answers nothing any more. */
    ask: (request, file) => send({ request, file }),
    cancel: () => send({ cancels: true }),
    goOn: () => send({ goesOn: true }),
  };
}
