// What is painted in a part of the page.

/**
 * Where the ink of a picture begins and ends, in its own pixels.
 * @param {import('playwright-core').Page} page @param {{x: number, y: number, width: number, height: number}} clip
 * @returns {Promise<{left: number, right: number, top: number, bottom: number, ink: number}>}
 */
export async function ink(page, clip) {
  const png = await page.screenshot({ clip });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const at = (/** @type {number} */ i) => data[i] * 0.3 + data[i + 1] * 0.6 + data[i + 2] * 0.1;
    const ground = at(0);
    const found = { left: Infinity, right: -1, top: Infinity, bottom: -1, ink: 0 };
    for (let y = 0; y < picture.height; y += 1) {
      for (let x = 0; x < picture.width; x += 1) {
        const strength = Math.abs(at((y * picture.width + x) * 4) - ground);
        found.ink += strength / 255;
        if (strength < 60) continue;
        found.left = Math.min(found.left, x);
        found.right = Math.max(found.right, x);
        found.top = Math.min(found.top, y);
        found.bottom = Math.max(found.bottom, y);
      }
    }
    return found;
  }, png.toString('base64'));
}
