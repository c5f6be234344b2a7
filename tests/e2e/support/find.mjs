// Finding by role and name inside the page, for the drivers that have no such finder of their own. It runs in the page
// as text, so it uses nothing from outside.

/**
 * The first visible element of that role whose name is `name` (or contains it, when `part`).
 * @param {string} role @param {string} name @param {boolean} [part] @returns {Element | null}
 */
export function find_by_role(role, name, part = false) {
  /** @type {Record<string, string>} */
  const of_tag = { a: 'link', article: 'article', button: 'button', dialog: 'dialog', form: 'form', h1: 'heading', h2: 'heading',
    h3: 'heading', h4: 'heading', li: 'listitem', main: 'main', nav: 'navigation', ol: 'list', option: 'option', select: 'combobox',
    table: 'table', td: 'cell', textarea: 'textbox', th: 'columnheader', tr: 'row', ul: 'list' };
  /** @type {Record<string, string>} */
  const of_input = { checkbox: 'checkbox', radio: 'radio', number: 'spinbutton', button: 'button', submit: 'button', range: 'slider' };
  /** @param {Element} element */
  const role_of = (element) => {
    const said = element.getAttribute('role');
    if (said) return said;
    const tag = element.localName;
    if (tag === 'input') return of_input[/** @type {HTMLInputElement} */ (element).type] ?? 'textbox';
    return of_tag[tag] ?? '';
  };
  /** @param {Element} element */
  const name_of = (element) => {
    const by = element.getAttribute('aria-labelledby');
    const said = by
      ? by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
      : (element.getAttribute('aria-label') ?? /** @type {HTMLInputElement} */ (element).labels?.[0]?.textContent ?? element.textContent ?? '');
    return said.replace(/\s+/g, ' ').trim();
  };
  for (const element of document.querySelectorAll('*')) {
    if (role_of(element) !== role || !element.checkVisibility()) continue;
    const found = name_of(element);
    if (part ? found.includes(name) : found === name) return element;
  }
  return null;
}
