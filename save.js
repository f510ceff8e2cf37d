// Saves the drawings of a figure as one picture: an SVG that needs nothing of the page, or a PNG made of it.

/** What a drawing takes from the sheets of the page and a picture has to say itself, unless it is this already. */
const SHAPE = {
  'fill': 'rgb(0, 0, 0)', 'fill-opacity': '1', 'stroke': 'none', 'stroke-width': '1px', 'stroke-dasharray': 'none',
};
const TEXT = {
  ...SHAPE, 'paint-order': 'normal', 'stroke-linejoin': 'miter', 'font-family': '', 'font-size': '', 'font-weight': '400',
  'text-anchor': 'start',
};
/** What is given in parts of the width or of the text's size, and becomes pixels. */
const LENGTHS = ['x', 'y', 'dx', 'dy', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height'];
const NAMESPACE = 'http://www.w3.org/2000/svg';
const PADDING = 16;

const element = (name, attributes, ...inside) => {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
};
const rounded = (number) => Math.round(number * 100) / 100;

/** A copy of an element of a drawing that looks the same anywhere; none of what is not shown. */
function copied(original) {
  const style = getComputedStyle(original);
  if (style.display === 'none') return [];
  // Stretched over the plot: as a line it says the same in pixels.
  if (original.localName === 'path' && original.closest('svg svg')) return [line(original, style)];
  const copy = original.cloneNode();
  for (const name of ['class', 'role', 'aria-labelledby', 'data-hue', 'data-way']) copy.removeAttribute(name);
  for (const name of LENGTHS) {
    const length = original.hasAttribute(name) && original[name]?.baseVal;
    if (length) copy.setAttribute(name, rounded(length.value ?? length[0].value));
  }
  if (/^(text|rect|line|circle|path)$/.test(original.localName)) look(copy, style);
  copy.append(...Array.from(original.childNodes).flatMap((child) => child.nodeType === Node.TEXT_NODE
    ? [child.data]
    : copied(child)));
  // Lines have come in the place of what was stretched.
  return copy.localName === 'svg' && original.parentElement.closest('svg') ? Array.from(copy.childNodes) : [copy];
}

function look(copy, style) {
  for (const [name, usual] of Object.entries(copy.localName === 'text' ? TEXT : SHAPE)) {
    const value = style.getPropertyValue(name).replace(/url\(".*#(.*)"\)/, 'url(#$1)');
    if (value === usual) copy.removeAttribute(name);
    else copy.setAttribute(name, value);
  }
}

function line(path, style) {
  const matrix = path.ownerSVGElement.parentElement.closest('svg').getScreenCTM().inverse().multiply(path.getScreenCTM());
  const [from, to] = [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).matrixTransform(matrix));
  const copy = element('line', { x1: rounded(from.x), y1: rounded(from.y), x2: rounded(to.x), y2: rounded(to.y) });
  look(copy, style);
  return copy;
}

/** A text of the page as lines of text in the picture, below `top`; with where they end. */
function written(source, top, width) {
  const style = getComputedStyle(source);
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const height = parseFloat(style.fontSize) * 1.4;
  const lines = [''];
  for (const word of source.textContent.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (measure.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const texts = lines.map((words, number) => {
    const text = element('text', { x: PADDING, y: rounded(top + height * (number + 0.75)) }, words);
    look(text, style);
    text.setAttribute('fill', style.color);
    return text;
  });
  return [texts, top + height * lines.length];
}

/** The picture of a figure: its words, then its drawings where they stand. */
function picture(figure, title) {
  const drawings = figure.querySelector('.chart-drawings');
  const frame = drawings.getBoundingClientRect();
  const paper = getComputedStyle(document.body).backgroundColor;
  const [finding, below] = written(figure.querySelector('.chart-finding'), PADDING, frame.width);
  const [name, from] = written(figure.querySelector('.chart-name'), below, frame.width);
  const width = Math.ceil(frame.width + 2 * PADDING);
  const height = Math.ceil(from + PADDING + frame.height + PADDING);
  const root = element('svg', { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  root.setAttribute('lang', document.documentElement.lang);
  root.append(element('title', {}, title), element('rect', { width, height, fill: paper }), ...finding, ...name);
  for (const drawing of drawings.children) {
    const box = drawing.getBoundingClientRect();
    const [x, y] = [box.x - frame.x + PADDING, box.y - frame.y + from + PADDING];
    const place = `translate(${rounded(x)} ${rounded(y)})`;
    root.append(element('g', { transform: place }, ...copied(drawing)[0].childNodes));
  }
  // A pattern may be defined in another drawing of the page.
  const patterns = new Set(Array.from(root.outerHTML.matchAll(/url\(#([^)]*)\)/g), ([, id]) => id));
  root.prepend(element('defs', {}, ...Array.from(patterns).flatMap((id) => copied(document.getElementById(id)))));
  return [new XMLSerializer().serializeToString(root), width, height];
}

async function dots(svg, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  // Twice as fine, for paper and for good screens.
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** Saves the figure with this id as a file named after its title: an `svg` or a `png`. */
export async function save(id, title, kind) {
  const [svg, width, height] = picture(document.getElementById(id), title);
  const blob = kind === 'png' ? await dots(svg, width, height) : new Blob([svg], { type: 'image/svg+xml' });
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href, download: `${name}.${kind}` }).click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
