// When the page is laid out and drawn: because something happened, or because it asked for it; never otherwise.

export class Loop {
  /** @param {{frame: (now: number) => number, paint: () => void}} page `frame` gives seconds until the next; below 0: none */
  constructor(page) {
    this.page = page;
    this.dirty = false;      // something happened since the last layout
    this.unpainted = false;  // laid out and not drawn yet
    this.scheduled = 0;
    this.timer = 0;
    this.due = Infinity;     // when the timer asks for the next one
    /** For tests and benchmarks: pictures drawn so far. */
    this.frames = 0;
    /** Milliseconds that the last layout took, what is said included. */
    this.layoutTime = 0;
    this.paused = false;
  }

  /** Something happened: lay out and draw with the browser's next picture. */
  request() {
    this.dirty = true;
    this.#schedule();
  }

  /** Lays out at once, so that who acted finds the new state when the call returns; the picture follows. */
  now() {
    this.#layOut();
    this.#schedule();
  }

  /** The GPU is away: nothing is drawn until resume(). */
  pause() {
    this.paused = true;
  }

  resume() {
    this.paused = false;
    this.request();
  }

  /** For tests: milliseconds until the next picture, as far as it is known; 0 while one is under way. */
  get restsFor() {
    return this.scheduled || this.dirty ? 0 : Math.max(0, this.due - performance.now());
  }

  #schedule() {
    if (!this.scheduled) this.scheduled = requestAnimationFrame(() => this.#tick());
  }

  #tick() {
    this.scheduled = 0;
    if (this.dirty) this.#layOut();
    if (!this.unpainted || this.paused) return;
    this.unpainted = false;
    this.frames += 1;
    this.page.paint();
  }

  #layOut() {
    this.dirty = false;
    this.unpainted = true;
    const begin = performance.now();
    const wait = this.page.frame(begin / 1000);
    this.layoutTime = performance.now() - begin;
    clearTimeout(this.timer);
    this.due = wait < 0 ? Infinity : performance.now() + wait * 1000;
    if (wait === 0) this.request();
    else if (wait > 0) this.timer = setTimeout(() => this.request(), wait * 1000);
  }
}
