// <tierwise-calculator>: a plain frame with the calculator, made to fit the page around it. docs/embed.md says how.
//
// Without this script the frame works as it is: it keeps the height it has, and scrolls. Nothing the visitor fills in
// comes here unless the visitor sends it.

const ATTRIBUTES = [
  'lang', 'theme', 'accent', 'profile', 'prefill', 'lock', 'hide', 'heading-level', 'min-height', 'max-height', 'resize',
  'share-base', 'consent',
];
/** What any element may have, and what frameworks add. */
const USUAL = /^(class|id|style|title|hidden|dir|slot|part|role|inert|tabindex|(data|aria)-.*|_.*)$/;
const EVENTS = ['ready', 'change', 'report', 'share', 'lead'];
const NAME = 'tierwise';
const ELEMENT = `${NAME}-calculator`;
const VERSION = 1;

class Calculator extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** The frame, the address it has without our attributes, and the channel to what is in it. */
  #frame;
  #address;
  #port;
  #id;
  #later;

  connectedCallback() {
    addEventListener('message', this);
    const unknown = this.getAttributeNames().filter((name) => !ATTRIBUTES.includes(name) && !USUAL.test(name));
    if (unknown.length) console.warn(`${ELEMENT} knows no ${unknown.join(', ')}; it knows ${ATTRIBUTES.join(', ')}`);
    // While the document is being read, the frame inside may still come.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => this.#load());
    else this.#load();
  }

  /** Moved without being taken out: nothing changes. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    removeEventListener('message', this);
    this.#port?.close();
    this.#id = undefined;
  }

  attributeChangedCallback() {
    if (!this.#frame) return;
    // Once for all that change at a time.
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#load());
  }

  /** Gives the frame the address that the attributes ask for, or makes one. */
  #load() {
    if (!this.isConnected) return;
    const found = this.querySelector('iframe');
    const frame = this.#frame = found ?? document.createElement('iframe');
    this.#address ??= frame.src || new URL('../..', import.meta.url).href;
    const url = new URL(this.#address);
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value === null) continue;
      if (name === 'prefill') url.hash = value;
      else if (url.searchParams.get(name) !== value) url.searchParams.set(name, value);
    }
    // A link that begins with the address of this page, see `share-base`: the first one here opens what it holds.
    if (/^#v=\d/.test(location.hash) && document.querySelector(ELEMENT) === this) url.hash = location.hash;
    frame.title ||= 'Tierwise';
    if (!found) {
      frame.loading = 'lazy';
      // Where there is none, asking for it is a warning in the console.
      frame.allow = `clipboard-write${navigator.share ? '; web-share' : ''}`;
      frame.width = '100%';
      frame.height = 900;
    }
    if (frame.src !== url.href) {
      // Out while its address changes, so that the browser's Back doesn't go through it.
      const [parent, next] = found ? [frame.parentNode, frame.nextSibling] : [this, this.firstChild];
      frame.remove();
      frame.src = url;
      parent.insertBefore(frame, next);
    }
    // It may have said hello before anyone listened.
    this.#send({ type: 'hello' }, '*');
  }

  #send(message, origin, ports) {
    this.#frame.contentWindow?.postMessage({ ns: NAME, v: VERSION, ...message }, origin, ports);
  }

  /** What any window says. Only the hello of our own frame counts; all else goes over the channel it gets. */
  handleEvent({ source, origin, data }) {
    const frame = this.#frame;
    if (!source || source !== frame?.contentWindow || !is(data) || data.type !== 'hello') return;
    // It has a channel already.
    if (!data.id || data.id === this.#id) return;
    // In a sandbox its origin has no name.
    const nameless = origin === 'null';
    const sandboxed = self.origin === 'null' || (frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin'));
    if (nameless ? !sandboxed : origin !== new URL(frame.src).origin) return;
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    this.#id = data.id;
    port1.onmessage = (event) => is(event.data) && event.data.id === data.id && this.#take(event.data);
    this.#send({ type: 'connect', id: data.id }, nameless ? '*' : origin, [port2]);
  }

  #take({ type, detail }) {
    const frame = this.#frame;
    if (type === 'resize' && detail?.height > 0) {
      // Through the object model, which a strict policy allows; whatever the page's own sheets say of frames.
      const size = {
        'height': `${detail.height}px`, 'min-height': '0', 'max-height': 'none', 'box-sizing': 'content-box',
        'transition': 'none', 'vertical-align': 'top',
      };
      for (const name in size) frame.style.setProperty(name, size[name], 'important');
    }
    if (type === 'view') {
      // What the visitor asked to see, where it is out of sight.
      const top = frame.getBoundingClientRect().top + detail?.top;
      if (top < 0 || top > innerHeight * 0.8) scrollBy(0, top - innerHeight / 5);
    }
    if (type === 'ready' && frame.title === 'Tierwise') frame.title = detail?.title || frame.title;
    if (EVENTS.includes(type)) {
      this.dispatchEvent(new CustomEvent(`${NAME}-${type}`, { detail, bubbles: true, composed: true }));
    }
  }
}

const is = (data) => data?.ns === NAME && data.v === VERSION;

customElements.get(ELEMENT) ?? customElements.define(ELEMENT, Calculator);
