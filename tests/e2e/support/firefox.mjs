// Firefox ESR over WebDriver BiDi (puppeteer-core), in a window on a display of its own.
import { rmSync } from 'node:fs';

import puppeteer from 'puppeteer-core';

import { new_profile } from './chromium.mjs';
import { open_display } from './display.mjs';

/** @param {{after: (what: () => Promise<void>) => void}} test */
export async function open_firefox(test) {
  const display = await open_display();
  const profile = new_profile();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: false,
    userDataDir: profile,
    env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1', MOZ_CRASHREPORTER_DISABLE: '1' },
    extraPrefsFirefox: {
      // Nothing but the page is asked for on the network.
      'app.update.enabled': false, 'browser.safebrowsing.malware.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false,
      'extensions.update.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false,
      'toolkit.telemetry.enabled': false,
    },
  });
  test.after(async () => {
    await browser.close();
    display.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.setViewport({ width: 1280, height: 800 });
  return page;
}
