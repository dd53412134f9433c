import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findBrowser, installedCandidates } from '../support/browser.js';
import { findFirefox, firefoxCandidates } from '../support/firefox.js';

describe('the search for a browser', () => {
  it('looks for Chrome, then Chromium, then Edge, on the path first', () => {
    const found = installedCandidates('linux', { PATH: '/a:/b' }, '/home/x');
    assert.equal(found[0], '/a/google-chrome-stable');
    assert.equal(found[1], '/b/google-chrome-stable');
    assert.ok(found.indexOf('/a/chromium') < found.indexOf('/a/microsoft-edge'));
    assert.ok(found.includes('/snap/bin/chromium'));
  });

  it('knows the places of macOS, in the system and at home', () => {
    const found = installedCandidates('darwin', {}, '/Users/x');
    assert.ok(found.includes('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'));
    assert.ok(
      found.includes('/Users/x/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
    );
  });

  it('knows the places of Windows and skips those that are not set', () => {
    const found = installedCandidates('win32', { PROGRAMFILES: 'P' }, '');
    assert.deepEqual(
      found.map((path) => path.replaceAll('\\', '/')),
      [
        'P/Google/Chrome/Application/chrome.exe',
        'P/Chromium/Application/chrome.exe',
        'P/Microsoft/Edge/Application/msedge.exe',
      ],
    );
  });

  it('takes CHROME_PATH at its word, and says so when it is no program', async (context) => {
    const before = process.env['CHROME_PATH'];
    context.after(() => {
      if (before === undefined) Reflect.deleteProperty(process.env, 'CHROME_PATH');
      else process.env['CHROME_PATH'] = before;
    });
    process.env['CHROME_PATH'] = process.execPath;
    assert.equal((await findBrowser()).executablePath, process.execPath);
    process.env['CHROME_PATH'] = '/no/such/browser';
    await assert.rejects(findBrowser(), /CHROME_PATH is not a program: \/no\/such\/browser/);
  });
});

describe('the search for a Firefox', () => {
  it('looks for the extended support release first, on the path first', () => {
    const found = firefoxCandidates('linux', { PATH: '/a:/b' }, '/home/x');
    assert.deepEqual(found.slice(0, 2), ['/a/firefox-esr', '/b/firefox-esr']);
    assert.ok(found.indexOf('/usr/bin/firefox-esr') < found.indexOf('/a/firefox'));
    assert.match(firefoxCandidates('darwin', {}, '/Users/x')[1] ?? '', /Users.x.*Firefox\.app/);
    assert.match(
      firefoxCandidates('win32', { PROGRAMFILES: 'P' }, '')[0] ?? '',
      /^P.*firefox\.exe$/,
    );
  });

  it('takes FIREFOX_PATH at its word, and says so when it is no program', () => {
    assert.equal(findFirefox({ FIREFOX_PATH: process.execPath }), process.execPath);
    assert.throws(
      () => findFirefox({ FIREFOX_PATH: '/no/such/firefox' }),
      /FIREFOX_PATH is not a program: \/no\/such\/firefox/,
    );
  });

  it(
    'leaves out a script that starts a snap',
    { skip: process.platform === 'win32' },
    (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'firefox-'));
      context.after(() => rmSync(folder, { recursive: true }));
      const script = join(folder, 'firefox-esr');
      const write = (command: string): void => {
        writeFileSync(script, `#!/bin/sh\nexec ${command} "$@"\n`);
        chmodSync(script, 0o755);
      };
      write('/snap/bin/firefox');
      assert.notEqual(findFirefox({ PATH: folder }), script);
      write('/opt/firefox/firefox');
      assert.equal(findFirefox({ PATH: folder }), script);
      assert.equal(findFirefox({ PATH: folder, IGNORE_INSTALLED_BROWSERS: '1' }), null);
    },
  );
});
