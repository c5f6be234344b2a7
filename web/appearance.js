// How the page is to look here: its size, the device's pixels, light or dark, touch, less motion.

const dark = matchMedia('(prefers-color-scheme: dark)');
const coarse = matchMedia('(pointer: coarse)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const more = matchMedia('(prefers-contrast: more)');
const forced = matchMedia('(forced-colors: active)');
let theme = 'system';

/** @param {string} wanted "light", "dark" or "system" */
export function setTheme(wanted) {
  theme = wanted;
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

const isDark = () => (theme === 'system' ? dark.matches : theme === 'dark');

/** As shell_contrast() takes it: how much contrast the system asks for, and where it forces colours, which. @returns {[number, ...number[]]} */
export function currentContrast() {
  if (!forced.matches) return [more.matches ? 1 : 0, 0, 0, 0, 0, 0, 0];
  const probe = document.createElement('i');
  document.body.append(probe);
  const colors = ['Canvas', 'CanvasText', 'LinkText', 'GrayText', 'Highlight', 'HighlightText'].map((name) => {
    probe.style.color = name;
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
    return (r << 16) | (g << 8) | b;
  });
  probe.remove();
  return [2, ...colors];
}

/** The window as shell_view() takes it. @param {boolean} plain */
export function currentView(plain) {
  return {
    // Without pictures nothing is cut off at the window's edge, and nothing stands in columns.
    width: plain ? 900 : innerWidth,
    height: plain ? 20000 : innerHeight,
    scale: devicePixelRatio,
    dark: isDark(),
    touch: coarse.matches,
    calm: calm.matches,
  };
}

/** Calls `changed` whenever currentView() gives something else. @param {() => void} changed */
export function watchView(changed) {
  addEventListener('resize', changed);
  for (const query of [dark, coarse, calm, more, forced]) {
    query.addEventListener('change', () => {
      setTheme(theme);
      changed();
    });
  }
  // A change of the device's pixels alone is no resize; this query is of one ratio, and is made anew after each change.
  const watchPixels = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      changed();
      watchPixels();
    }, { once: true });
  };
  watchPixels();
  setTheme(theme);
}
