// Which addresses the page may ask: those that a person has named, and its own host.
import assert from 'node:assert/strict';
import test from 'node:test';

import { may_ask } from '../../web/named-addresses.js';

const page = 'https://page.example/some/path/#/';
const named = ['https://host.example/lessons/index.json?token=1', 'http://localhost:9000/index.json'];
/** @param {string} address */
const asked = (address) => may_ask(address, named, page);

test('what was named, and below it', () => {
  for (const address of ['https://host.example/lessons/index.json', `https://host.example/lessons/objects/${'a'.repeat(64)}.json`,
    'https://host.example:443/lessons/x', 'http://localhost:9000/objects/x.json', 'https://page.example/snapshots/index.json']) {
    assert.equal(asked(address), true, address);
  }
});

test('nothing else', () => {
  for (const address of ['https://other.example/lessons/index.json', 'https://host.example/', 'https://host.example/other/x',
    'https://host.example/lessonsx/y', 'https://host.example/lessons/../x', 'https://host.example/lessons/%2e%2e/x',
    'https://host.example/lessons/..%2fx', 'https://host.example/lessons/..%5cx', 'http://host.example/lessons/index.json',
    'https://host.example:8443/lessons/x', 'https://host.example.evil.example/lessons/x', 'https://host.example@evil.example/lessons/x',
    'https://user@host.example/lessons/x', 'http://localhost:9001/x', 'http://127.0.0.1:9000/index.json', 'http://localhost.example:9000/',
    'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)', 'blob:https://page.example/x', '', 'objects/x.json']) {
    assert.equal(asked(address), false, address);
  }
});

test('a page from plain http asks its own host, and nothing is named by nobody', () => {
  assert.equal(may_ask('http://intranet.example/snapshots/index.json', [], 'http://intranet.example/'), true);
  assert.equal(may_ask('https://intranet.example/snapshots/index.json', [], 'http://intranet.example/'), false);
  assert.equal(may_ask('https://host.example/index.json', ['not an address'], page), false);
});
