// The answers: how far they are, their sums, and the rows in view. Of a hundred thousand rows, only those that show are drawn.

import { $, KINDS, announce, element, language, number, save, say } from './dom.js';

/** So many rows are drawn at a time. */
const SHOWN = 50;
/** While rows are worked out, what is drawn is brought up to date this often, in milliseconds. */
const OFTEN = 1000;

/**
 * The part of the page with the answers. `ask` asks the worker; `cancel` and `goOn` stop it and let it go on.
 */
export function answersOf(ask, { cancel, goOn }) {
  let view;
  let progress = null;
  /** Which view was asked for last: an older one that arrives later is not drawn. */
  let asked = 0;
  let drawn = 0;
  let said = 0;

  const filters = () => {
    const controls = [...$('filters').elements].filter(({ name }) => name);
    return Object.fromEntries(controls.filter(({ value }) => value.trim()).map(({ name, value }) => [name, value.trim()]));
  };
  const request = () => ({ key: view.key, order: view.down ? 'down' : 'up', filter: filters() });

  /** A cell, with the heading that it has where rows are stacked. */
  const labels = Object.fromEntries([...document.querySelectorAll('#rows [data-head]')].map(({ dataset, textContent }) => [dataset.head, textContent]));
  const cell = (name, ...inside) => element('td', { role: 'cell', className: `is-${name}`, 'data-label': labels[name] }, ...inside);

  const note = (text) => element('span', { className: 'answer-note' }, text);
  const amount = (text) => element('span', { className: 'amount' }, text);

  /** All that keeps a row from an answer: at once where it is one thing, else folded. */
  function problems(list, says) {
    if (list.length === 0) return note(says);
    const items = element('ul', { className: 'answer-problems' }, ...list.map((text) => element('li', {}, text)));
    return list.length === 1 ? items : element('details', {}, element('summary', {}, says), items);
  }

  function drawRow({ row, partner, answer, problems: list, says }) {
    const name = partner || say('nobody', { row: number(row) });
    const made = element('tr', { role: 'row' }, cell('row', number(row)),
      element('th', { role: 'rowheader', scope: 'row', className: 'is-partner' }, name));
    if (!answer) {
      made.append(element('td', { role: 'cell', className: 'is-problems', colSpan: 6, 'data-label': say('problems') }, problems(list, says)));
      return made;
    }
    const link = element('a', { href: answer.link, target: '_blank', rel: 'noopener' }, say('open'),
      element('span', { className: 'visually-hidden' }, ` ${say('openNewTab', { partner: name })}`));
    made.append(
      cell('choice', answer.choice),
      cell('direct', answer.direct, ...answer.also.map(note)),
      cell('best', answer.best),
      cell('difference', amount(answer.difference)),
      cell('earliest', answer.earliest),
      cell('link', link),
    );
    return made;
  }

  function drawSums(sums) {
    const cellOf = (name, ...inside) => element('td', {
      role: 'cell', className: 'is-figure', 'data-label': document.querySelector(`#sums-table [data-head='${name}']`).textContent,
    }, ...inside);
    const gain = ({ rows, amount: text }) => [amount(text), ' ', note(say('ofRows', { rows: number(rows) }))];
    $('sums').replaceChildren(...sums.map(({ currency, rows, indirect, direct, ruled_out: ruledOut, net }) => element('tr', { role: 'row' },
      element('th', { role: 'rowheader', scope: 'row' }, currency), cellOf('rows', number(rows)), cellOf('indirect', ...gain(indirect)),
      cellOf('direct', ...gain(direct)), cellOf('ruled_out', ...gain(ruledOut)), cellOf('net', amount(net)))));
    $('sums-table').hidden = sums.length === 0;
  }

  function drawPages(matched) {
    const to = Math.min(view.from + SHOWN, matched);
    $('page-place').textContent = matched === 0 ? say('noRows')
      : say('place', { from: number(view.from + 1), to: number(to), all: number(matched) });
    const last = Math.max(0, Math.ceil(matched / SHOWN) - 1) * SHOWN;
    const places = { first: 0, previous: view.from - SHOWN, next: view.from + SHOWN, last };
    for (const [name, from] of Object.entries(places)) {
      const button = $(`page-${name}`);
      // Not disabled: who has just pressed it would lose the focus.
      button.setAttribute('aria-disabled', String(from < 0 || from > last || from === view.from));
      button.onclick = () => {
        if (button.ariaDisabled === 'true') return;
        view.from = from;
        show(true).catch(console.error);
      };
    }
    $('pages').hidden = matched <= SHOWN;
  }

  /** Asks for what is in view, and draws it; says where that is when somebody went there. */
  async function show(aloud) {
    asked += 1;
    const mine = asked;
    drawn = performance.now();
    const { view: found } = await ask({ view: { view: request(), from: view.from, count: SHOWN } });
    if (mine !== asked) return;
    // Fewer may be left than stood before the place that was asked for.
    if (view.from > 0 && view.from >= found.matched) {
      view.from = 0;
      return show(aloud);
    }
    $('rows-body').replaceChildren(...found.rows.map(drawRow));
    for (const head of document.querySelectorAll('#rows [data-head]')) {
      if (head.dataset.key === view.key) head.setAttribute('aria-sort', view.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    drawSums(found.sums);
    drawPages(found.matched);
    const { answered, problems: refused, waiting } = found.counts;
    $('count').textContent = say(waiting ? 'counted_waiting' : 'counted', {
      answered: number(answered), problems: number(refused), waiting: number(waiting),
    });
    if (aloud) announce($('page-place').textContent);
    return undefined;
  }

  /** Shows how far the work is, and says so at each quarter. */
  function drawProgress() {
    const { done, all, running } = progress;
    const whole = done >= all;
    $('progress').max = all;
    $('progress').value = done;
    const text = say(whole ? 'finished' : running ? 'progress' : 'stopped', { done: number(done), all: number(all) });
    $('progress-text').textContent = text;
    const quarter = Math.floor((done / Math.max(1, all)) * 4);
    if (!running || quarter > said) announce(text);
    said = quarter;
    const held = document.activeElement === $('cancel') || document.activeElement === $('go-on');
    $('progress').hidden = whole;
    $('cancel').hidden = !running;
    $('go-on').hidden = running || whole;
    // Who stopped it, or waited at the button for that, isn't sent back to the top of the page.
    if (held) (running ? $('cancel') : whole ? $('answers-heading') : $('go-on')).focus();
    $('answers').setAttribute('aria-busy', String(running));
    // For who measures.
    $('answers').dataset.progress = JSON.stringify(progress);
  }

  async function sort(key) {
    view.down = view.key === key && !view.down;
    view.key = key;
    view.from = 0;
    await show(false);
    announce(say(view.down ? 'sortedDown' : 'sortedUp', { column: document.querySelector(`#rows [data-key='${key}']`).textContent }));
  }

  async function download(kind) {
    announce(say('making'));
    const bytes = await ask({ export: { kind, view: request() } });
    save(`tierwise-${say('exportName')}-${language}.${kind}`, KINDS[kind], bytes);
    $('export-said').textContent = say('saved');
    announce(say('saved'));
  }

  $('cancel').onclick = () => cancel();
  $('go-on').onclick = () => goOn();
  $('filters').onsubmit = (event) => event.preventDefault();
  $('filters').oninput = () => {
    view.from = 0;
    show(true).catch(console.error);
  };
  for (const head of document.querySelectorAll('#rows [data-key]')) {
    head.querySelector('button').onclick = () => sort(head.dataset.key).catch(console.error);
  }
  for (const button of document.querySelectorAll('[data-export]')) {
    button.onclick = () => download(button.dataset.export).catch(console.error);
  }

  return {
    /** A file was chosen: what was worked out of another is gone. */
    clear() {
      progress = null;
      asked += 1;
      $('answers').hidden = true;
      delete $('answers').dataset.progress;
      $('rows-body').replaceChildren();
    },
    /** What was chosen before they were worked out is chosen otherwise now. */
    stale() {
      if (!$('answers').hidden) $('stale').textContent = say('stale');
    },
    /** The worker has begun with the first row. */
    begin() {
      view = { key: 'row', down: false, from: 0 };
      said = 0;
      drawn = 0;
      $('filters').reset();
      $('export-said').textContent = '';
      $('stale').textContent = '';
      $('answers').hidden = false;
      $('answers-heading').focus();
      if (progress) this.progressed(progress);
    },
    /** The worker has come this far. */
    progressed(found) {
      progress = found;
      if (!view || $('answers').hidden) return;
      drawProgress();
      if (!progress.running || performance.now() - drawn > OFTEN) show(false).catch(console.error);
    },
  };
}
