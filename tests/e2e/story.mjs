// The newcomer's whole story, told by role and name alone: the same in every browser, with a mouse or with the keyboard.
/** @typedef {import('./support/person.mjs').Person} Person */

const group = 'staff';
const user = 'ann';
export const group_title = `User group ${group}`;
export const user_title = `User ${user} from group ${group} (internal)`;

/** Waits on a process's page until it is over. @param {Person} person @param {string} title @param {number} steps */
async function watch_until_completed(person, title, steps) {
  await person.see('heading', title);
  await person.read('completed');
  await person.read(`${steps} of ${steps} done`);
}

/** Starts *New subscription › PRODUCT*. @param {Person} person @param {string} product */
export async function open_form(person, product) {
  await person.press('link', 'New subscription');
  await person.see('heading', 'New subscription');
  await person.press('link', product);
  await person.see('button', 'Start workflow');
}

/** @param {Person} person */
export async function create_group(person, name = group) {
  await open_form(person, 'User Group');
  await person.type('Group name', name);
  await person.press('button', 'Start workflow');
  await watch_until_completed(person, 'Create user group', 8);
}

/** @param {Person} person */
export async function create_user(person, name = user, chosen = group_title) {
  await open_form(person, 'User internal');
  await person.type('User name', name);
  await person.type('Age', '33');
  await person.choose('User group', chosen);
  await person.press('button', 'Start workflow');
  await watch_until_completed(person, 'Create user', 8);
}

/** What the pages say of the two subscriptions: each value at its name. @param {Person} person */
async function look_at_both(person) {
  await person.press('link', 'Subscriptions');
  await person.see('heading', 'Subscriptions');
  await person.press('link', user_title);
  await person.see('heading', user_title);
  await person.read('active');
  for (const text of ['UserBlock', 'UserGroupBlock', 'owned by another subscription', user, '33', 'internal', group]) await person.read(text);
  // The group's block belongs to the group: its owner is a link to it.
  await person.press('link', group_title);
  await person.see('heading', group_title);
  await person.read('UserGroupBlock');
  await person.see('link', user_title);
}

/** @param {Person} person @param {string} address */
export async function create_story(person, address) {
  await person.go(address);
  await create_group(person);
  await person.picture(`${person.how}-process-group`);
  await create_user(person);
  // The finished process: each step, its status, and what it changed in the state.
  for (const step of ['Start', 'Create subscription', 'Create Process Subscription relation', 'Initialize subscription', 'Provision user',
    "Set subscription to 'active'", 'Unlock subscription', 'Done']) await person.read(step);
  await person.press('button', 'Expand all');
  await person.read('What it changed');
  await person.picture(`${person.how}-process-user`);
  await look_at_both(person);
  await person.picture(`${person.how}-subscription-group`);
}

/** @param {Person} person */
export async function reload_story(person) {
  await person.reload();
  await look_at_both(person);
  await person.press('link', 'Processes');
  await person.see('link', 'Create user');
  await person.see('link', 'Create user group');
}

/** Modify, then terminate in the order that the rules ask for. @param {Person} person @param {(what: unknown, expected: unknown) => void} equal */
export async function change_story(person, equal) {
  const renamed = `User anna from group ${group} (internal)`;
  await person.press('link', 'Subscriptions');
  await person.press('link', user_title);
  await person.press('link', 'Modify user');
  await person.see('textbox', 'User name');
  equal(await person.value('textbox', 'User name'), user);
  equal(await person.value('textbox', 'Age'), '33');
  equal(await person.value('combobox', 'User group'), group_title);
  await person.type('User name', 'anna');
  await person.press('button', 'Start workflow');
  await person.see('heading', 'Modify user');
  await person.read('completed');
  await person.press('link', renamed);
  await person.see('heading', renamed);

  // A group with an active user in it is not terminated; the page says why, and leads to the user.
  await person.press('link', group_title);
  await person.see('heading', group_title);
  await person.read('It is in use. Terminate first what uses it:');
  await person.picture(`${person.how}-terminate-refused`);
  await person.press('link', renamed);

  await person.see('heading', renamed);
  await person.press('link', 'Terminate user');
  await person.read('taken out of service');
  await person.picture(`${person.how}-terminate-user`);
  await person.press('button', 'Terminate user');
  // What the page said of the process before is read out still; the form must be gone first.
  await person.miss('button', 'Terminate user');
  await person.read('completed');
  await person.press('link', renamed);
  await person.see('heading', renamed);
  await person.read('terminated');

  await person.press('link', group_title);
  await person.press('link', 'Terminate user group');
  await person.press('button', 'Terminate user group');
  await person.miss('button', 'Terminate user group');
  await person.read('completed');
  await person.press('link', group_title);
  await person.see('heading', group_title);
  await person.read('terminated');
}
