// What the calculator is measured against: the same comparison, by the oracle's model, in plain JavaScript with a decimal library,
// and a page of three elements.

import { comparison } from '../../oracle/model.mjs';

const field = document.querySelector('input');
const element = (id) => document.getElementById(id);
const row = (cells) => {
  const made = document.createElement('tr');
  made.append(...cells.map((text) => Object.assign(document.createElement('td'), { textContent: text })));
  return made;
};

function draw() {
  const { channels, difference, eligibility, breakEven, mix } = comparison({
    as_of: '2026-11-22', revenue: { modern_work: field.value.trim() || '0' },
  });
  element('verdict').textContent = `${difference} a year more through a distributor; direct: ${eligibility.direct.verdict}`;
  element('lines').replaceChildren(...channels[0].lines.map(({ id }, place) => (
    row([id, ...channels.map(({ lines }) => lines[place].amount)]))));
  element('rest').textContent = `${JSON.stringify(breakEven)} ${JSON.stringify(mix)}`;
}

field.addEventListener('input', draw);
draw();
document.documentElement.dataset.ready = '';
