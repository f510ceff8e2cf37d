// What the columns of a file stand for: known by their names, suggested, or chosen.

import { $, element, say } from './dom.js';

/** So many columns are listed at a time. */
const LISTED = 100;
/** How a field is called that isn't one: a column that is not used. */
const NONE = '';

/** The letters that a spreadsheet gives a column, the first being 0. */
export function letters(column) {
  const before = Math.floor(column / 26) - 1;
  return (before < 0 ? '' : letters(before)) + String.fromCharCode(65 + (column % 26));
}

/**
 * The list of the columns of a file. `ask` asks the worker; `changed` is called when something else was chosen.
 */
export async function columnsOf(ask, changed) {
  const { fields: groups } = await ask('fields');
  const labels = new Map(groups.flatMap(({ fields }) => fields));
  const all = document.createDocumentFragment();
  for (const { label, fields } of groups) {
    all.append(element('optgroup', { label }, ...fields.map(([value, text]) => element('option', { value }, text))));
  }

  let columns = [];
  let chosen = new Map();
  const standsFor = (column) => (chosen.has(column) ? chosen.get(column) : columns[column].known);

  function choose(column, target) {
    if (target === columns[column].known) chosen.delete(column);
    else chosen.set(column, target);
    show(column);
    changed();
  }

  /** Brings what is drawn of a column up to date. */
  function show(column) {
    const item = $(`column-${column}`)?.closest('li');
    if (!item) return;
    const target = standsFor(column);
    const select = $(`column-${column}`);
    const wanted = target ?? NONE;
    if (![...select.options].some(({ value }) => value === wanted)) {
      select.append(element('option', { value: wanted }, labels.get(wanted) ?? wanted));
    }
    select.value = wanted;
    item.classList.toggle('is-used', target !== null);
    for (const button of item.querySelectorAll('[data-target]')) button.hidden = button.dataset.target === target;
  }

  function item(column) {
    const { text, suggestions, samples } = columns[column];
    const id = `column-${column}`;
    const select = element('select', { id, 'aria-describedby': `${id}-samples ${id}-problem` }, element('option', { value: NONE }, say('unused')));
    // Hundreds of fields for each of hundreds of columns: they come when the list is about to be opened.
    const complete = () => {
      const { value, selectedOptions: [chosenOption] } = select;
      select.replaceChildren(select.options[0], all.cloneNode(true));
      select.value = value;
      // A field that is of no use in a table, which the header names all the same.
      if (select.value !== value) select.append(chosenOption);
      select.value = value;
    };
    select.addEventListener('focus', complete, { once: true });
    select.addEventListener('pointerdown', complete, { once: true });
    select.addEventListener('change', () => choose(column, select.value === NONE ? null : select.value));
    const suggested = suggestions.map((target) => {
      const button = element('button', { type: 'button', className: 'button' }, say('use', { field: labels.get(target) ?? target }));
      button.dataset.target = target;
      button.addEventListener('click', () => {
        choose(column, target);
        select.focus();
      });
      return button;
    });
    return element('li', { className: 'batch-column' },
      element('div', { className: 'batch-column-name' },
        element('label', { htmlFor: id }, element('span', { className: 'batch-letter' }, letters(column)), ' ', text || say('nameless')),
        element('span', { className: 'batch-samples', id: `${id}-samples` }, samples.join(' · '))),
      element('div', { className: 'batch-field' }, select, ...suggested, element('p', { className: 'batch-fault', id: `${id}-problem` })));
  }

  /** Fills a list, so many at first. */
  function list(place, which) {
    const more = element('button', { type: 'button', className: 'button' }, say('moreColumns'));
    const next = () => {
      const some = which.splice(0, LISTED);
      place.append(...some.map(item));
      some.forEach(show);
      more.hidden = which.length === 0;
    };
    place.replaceChildren();
    more.addEventListener('click', next);
    next();
    place.after(more);
    place.more?.remove();
    place.more = more;
  }

  const suggestable = () => columns
    .map(({ suggestions: [first] }, column) => [column, first])
    .filter(([column, first]) => first && standsFor(column) === null);
  $('accept-all').onclick = () => {
    const taken = new Set(columns.map((_, column) => standsFor(column)));
    for (const [column, first] of suggestable()) {
      if (taken.has(first)) continue;
      taken.add(first);
      choose(column, first);
    }
    $('start').focus();
  };

  return {
    /** Takes the columns of another file. */
    take(found) {
      columns = found;
      chosen = new Map();
      const [known, unknown] = [true, false].map((is) => columns.flatMap(({ known }, column) => ((known !== null) === is ? [column] : [])));
      $('unknown').hidden = unknown.length === 0;
      $('known').hidden = known.length === 0;
      $('known-summary').textContent = say('known', { known: known.length, all: columns.length });
      list($('unknown-columns'), unknown);
      list($('known-columns'), known);
      // All of them are to be seen where nothing was recognised, and none is in the way where everything was.
      $('known').open = false;
      return { known: known.length, unknown: unknown.length };
    },
    /** What was chosen, as the worker reads it. */
    chosen: () => [...chosen],
    /** Marks the columns that stand for the same, and gives what is to be said about all of them. */
    complain(twice) {
      for (const problem of document.querySelectorAll('.batch-fault')) {
        problem.textContent = '';
        problem.parentElement.querySelector('select').removeAttribute('aria-invalid');
      }
      for (const { columns: same } of twice) {
        for (const column of same) {
          const problem = $(`column-${column}-problem`);
          if (!problem) continue;
          problem.textContent = say('twice', { columns: same.filter((other) => other !== column).map(letters).join(', ') });
          $(`column-${column}`).setAttribute('aria-invalid', 'true');
          const fold = problem.closest('details');
          if (fold) fold.open = true;
        }
      }
      $('accept-all').hidden = suggestable().length < 2;
      return twice.map(({ says }) => says).join(' ');
    },
    /** Goes to a column. */
    goTo: (column) => $(`column-${column}`)?.focus(),
  };
}
