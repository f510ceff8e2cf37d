// The page of many partners: a file in, what its columns stand for, an answer to each row.

import { $, KINDS, announce, language, number, save, say, today } from './dom.js';
import { answersOf } from './answers.js';
import { columnsOf } from './columns.js';
import { startDesk } from './desk.js';

/** How the worker, the list of columns and the answers are reached; anew after the worker has failed. */
let desk;
let columns;
let answers;

/** Says what became of a file, to everyone. */
function tell(text) {
  $('file-said').textContent = text;
  announce(text);
}

/** Says that there is no worker, or none any more. */
function failed() {
  $('failure').hidden = false;
  for (const part of ['choose', 'columns', 'answers']) $(part).hidden = true;
  announce($('failure').textContent);
}

async function ask(request, bytes) {
  const reply = await desk.ask(request, bytes);
  if (reply === null) throw new Error(`the worker does not know ${JSON.stringify(request)}`);
  return reply;
}

async function begin() {
  desk = startDesk((progress) => answers?.progressed(progress), failed);
  columns = await columnsOf(ask, () => {
    answers.stale();
    plan().catch(console.error);
  });
  answers = answersOf(ask, { cancel: () => desk.cancel(), goOn: () => desk.goOn() });
}

/** What the columns stand for, and in which language the cells are. */
const chosen = () => ({ language: $('language').value, columns: columns.chosen() });

/** Whether rows can be worked out with what is chosen; what speaks against it stands above the button. */
async function plan() {
  const { plan: { twice, used } } = await ask({ plan: chosen() });
  const complaint = columns.complain(twice) || (used === 0 ? say('noField') : '');
  $('plan-problem').textContent = complaint;
  return { twice, complaint };
}

/** Takes what the worker has read. */
async function take({ file: { columns: found, rows, sheets, sheet, encoding, delimiter } }) {
  $('columns').hidden = false;
  answers.clear();
  $('sheets').hidden = sheets.length < 2;
  $('sheet').replaceChildren(...sheets.map((name, place) => new Option(name, String(place), false, place === sheet)));
  const { known } = columns.take(found);
  await plan();
  $('start').textContent = say('start', { rows: number(rows) });
  const read = encoding
    ? say('readText', { rows: number(rows), encoding, delimiter: delimiter === '\t' ? say('tab') : delimiter })
    : say('readSheet', { rows: number(rows), sheet: sheets[sheet] });
  tell(read);
  announce(`${read} ${say('known', { known: number(known), all: number(found.length) })}`);
}

/** Why a file or a sheet is not taken; nothing where it is. */
const refusal = ({ refused, unreadable }) => (unreadable ? say('unreadable') : refused);

async function turnTo(sheet) {
  const reply = await ask({ sheet: { sheet } });
  if (!refusal(reply)) return take(reply);
  // All is as it was.
  $('sheet').value = [...$('sheet').options].find(({ defaultSelected }) => defaultSelected).value;
  return tell(refusal(reply));
}

/** Which file is being read, while one is: another may be chosen meanwhile. */
let reading;
function showReading(is) {
  reading = is;
  for (const id of ['reading', 'stop-reading']) $(id).hidden = !is;
}

async function read(next) {
  if (!next) return;
  showReading(next);
  $('columns').hidden = true;
  answers.clear();
  tell(say('reading', { name: next.name }));
  const reply = await ask({ read: { language: $('language').value } }, next);
  if (reading !== next) return;
  showReading(undefined);
  if (refusal(reply)) tell(refusal(reply));
  else await take(reply);
}

/** Gives up reading: the worker hears nothing while it reads, so that another has to take its place. */
async function stopReading() {
  desk.end();
  showReading(undefined);
  $('file').value = '';
  $('file').focus();
  tell('');
  await begin();
}

async function start() {
  const { twice: [first], complaint } = await plan();
  if (complaint) {
    announce(complaint);
    if (first) columns.goTo(first.columns[0]);
    return;
  }
  const reply = await ask({ start: { plan: chosen(), today: today() } });
  if (reply.progress) answers.begin();
}

async function template(kind) {
  const bytes = await ask({ template: { kind } });
  save(`tierwise-${say('templateName')}-${language}.${kind}`, KINDS[kind], bytes);
  announce(say('saved'));
}

const guarded = (work) => (...given) => work(...given).catch(console.error);

function listen() {
  $('file').addEventListener('change', guarded(() => read($('file').files[0])));
  $('language').addEventListener('change', () => answers.stale());
  $('stop-reading').addEventListener('click', guarded(stopReading));
  $('sheet').addEventListener('change', guarded(() => turnTo(Number($('sheet').value))));
  $('start').addEventListener('click', guarded(start));
  for (const button of document.querySelectorAll('[data-template]')) {
    button.addEventListener('click', guarded(() => template(button.dataset.template)));
  }
  const zone = $('zone');
  const carries = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  zone.addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.dataset.over = '';
  });
  zone.addEventListener('dragleave', () => delete zone.dataset.over);
  zone.addEventListener('drop', guarded(async (event) => {
    delete zone.dataset.over;
    if (!carries(event)) return;
    event.preventDefault();
    await read(event.dataTransfer.files[0]);
  }));
}

begin().then(() => {
  listen();
  $('batch').hidden = false;
}, (error) => {
  console.error(error);
  failed();
});
