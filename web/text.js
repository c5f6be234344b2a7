// Text that the page's own fonts lack, set and drawn by the browser: any script, right to left, emoji. And the fonts.
import { textOf } from './shell-module.js';
import { tracking } from './typography.js';

const TEXT = 'Inter, system-ui, sans-serif';
const MONO = '"JetBrains Mono", ui-monospace, monospace';

/** In the order of shell/ui/text.h's Face. */
const FACES = [
  { file: 'inter-400.ttf', family: 'Inter', weight: '400' },
  { file: 'inter-500.ttf', family: 'Inter', weight: '500' },
  { file: 'inter-600.ttf', family: 'Inter', weight: '600' },
  { file: 'jetbrains-mono-400.ttf', family: 'JetBrains Mono', weight: '400' },
  { file: 'lucide.ttf', family: '', weight: '' },
];

/** Fetches the fonts; the same bytes serve the drawing and the browser's own text. @returns {Promise<Uint8Array[]>} */
export function fetchFonts() {
  return Promise.all(FACES.map(async ({ file, family, weight }) => {
    const answer = await fetch(new URL(`fonts/${file}`, import.meta.url));
    if (!answer.ok) throw new Error(`Expected the font ${file}, the server answered ${answer.status}.`);
    const bytes = await answer.arrayBuffer();
    if (family) document.fonts.add(await new FontFace(family, bytes, { weight }).load());
    return new Uint8Array(bytes);
  }));
}

/**
 * Sets the context as the mirror sets its texts. @param {CanvasRenderingContext2D} context
 * @param {number} size in CSS px @param {number} scale @param {number} weight @param {boolean} mono
 */
function choose(context, size, scale, weight, mono) {
  context.font = `${weight} ${size * scale}px ${mono ? MONO : TEXT}`;
  context.letterSpacing = `${tracking(size, mono) * size * scale}px`;
}

/** In em: the most that is drawn above and below the baseline. Marks can be piled upon a letter without end. */
const HIGHEST = 2;
/** Device pixels: a texture any wider is refused by some GPUs; what surrounds the text cuts it anyway. */
const WIDEST = 4096;

export class TextRuns {
  /** @param {() => import('./shell-module.js').Module} module */
  constructor(module) {
    this.module = module;
    this.canvas = document.createElement('canvas');
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('Expected a 2D canvas, the browser has none.');
    this.context = context;
  }

  /** @param {number} address @param {number} length @param {number} size @param {number} weight @param {number} mono */
  measure(address, length, size, weight, mono) {
    choose(this.context, size, 1, weight, mono !== 0);
    return this.context.measureText(textOf(this.module(), address, length)).width;
  }

  /**
   * Draws a line at `scale` device pixels to a CSS pixel. Gives the address of its pixels, 0 when it has none, and writes
   * width, height, baseline and origin to `out`.
   * @param {number} address @param {number} length @param {number} size @param {number} scale @param {number} weight
   * @param {number} mono @param {number} rgba @param {number} out
   */
  draw(address, length, size, scale, weight, mono, rgba, out) {
    const module = this.module();
    const text = textOf(module, address, length);
    const { canvas, context } = this;
    choose(context, size, scale, weight, mono !== 0);
    const m = context.measureText(text);
    const left = Math.max(0, Math.ceil(m.actualBoundingBoxLeft)) + 1;
    const most = Math.ceil(HIGHEST * size * scale);
    const ascent = Math.min(most, Math.ceil(Math.max(m.actualBoundingBoxAscent, m.fontBoundingBoxAscent)));
    const descent = Math.min(most, Math.ceil(Math.max(m.actualBoundingBoxDescent, m.fontBoundingBoxDescent)));
    const width = Math.min(WIDEST, left + Math.ceil(Math.max(m.width, m.actualBoundingBoxRight)) + 1);
    const height = ascent + descent;
    if (!text) return 0;
    canvas.width = width;
    canvas.height = height;
    choose(context, size, scale, weight, mono !== 0);
    context.fillStyle = `rgb(${rgba >>> 24} ${(rgba >> 16) & 255} ${(rgba >> 8) & 255} / ${(rgba & 255) / 255})`;
    context.fillText(text, left, ascent);
    const pixels = context.getImageData(0, 0, width, height).data;
    const at = module._malloc(pixels.length);
    module.HEAPU8.set(pixels, at);
    module.HEAPF32.set([width, height, ascent, left], out >> 2);
    return at;
  }
}
