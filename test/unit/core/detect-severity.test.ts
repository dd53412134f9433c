/** Severity of rows that were given none: the labelled table, what fields declare, and what must never be guessed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectSeverity } from '../../../src/core/detect-severity.js';
import type { Severity } from '../../../src/core/severity.js';
import { LABELLED_LINES } from './severity-lines-all.js';
import { SEVERITY_LINES } from './severity-lines.js';

type Kind = 'error' | 'warn' | 'rest';

const kindOf = (severity: Severity): Kind => {
  if (severity === 'error' || severity === 'fatal') return 'error';
  return severity === 'warn' ? 'warn' : 'rest';
};

describe('detectSeverity', () => {
  for (const [format, lines] of Object.entries(SEVERITY_LINES)) {
    it(`reads ${format} as a person does`, () => {
      const wrong = lines
        .map(([expected, line]) => ({ expected, got: detectSeverity(line).severity, line }))
        .filter(({ expected, got }) => expected !== got);
      assert.deepEqual(wrong, []);
    });
  }

  it('mistakes no line of any table for an error or a warning, or the other way round', () => {
    const wrong = Object.entries(LABELLED_LINES).flatMap(([format, lines]) =>
      lines
        .map(([expected, line]) => ({ format, expected, got: detectSeverity(line).severity, line }))
        .filter(({ expected, got }) => kindOf(expected) !== kindOf(got)),
    );
    assert.deepEqual(wrong, []);
  });

  it('reaches 0.995 precision and recall for each kind over the whole table', (t) => {
    const all = Object.values(LABELLED_LINES).flat();
    assert.ok(Object.keys(LABELLED_LINES).length >= 25 && all.length >= 1_200, `${all.length}`);
    for (const kind of ['error', 'warn', 'rest'] as const) {
      const expected = all.filter(([severity]) => kindOf(severity) === kind);
      const found = all.filter(([, line]) => kindOf(detectSeverity(line).severity) === kind);
      const right = found.filter(([severity]) => kindOf(severity) === kind).length;
      const [precision, recall] = [right / found.length, right / expected.length];
      t.diagnostic(
        `${kind}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} of ${expected.length}`,
      );
      const wrong = all.filter(
        ([severity, line]) =>
          (kindOf(severity) === kind) !== (kindOf(detectSeverity(line).severity) === kind),
      );
      assert.ok(precision >= 0.995 && recall >= 0.995, JSON.stringify({ kind, wrong }, null, 1));
    }
  });

  it('takes no failure for one that is only the name of something', () => {
    for (const text of ['request denied count: 0', 'certificate expired check is enabled']) {
      assert.equal(detectSeverity(text).severity, 'unknown', text);
    }
    assert.equal(detectSeverity('request denied by policy').severity, 'error');
  });

  it('takes a level that the fields declare over anything in the text, as declared', () => {
    const declared = detectSeverity('ERROR: it broke', { level: 'info' });
    assert.deepEqual(declared, { severity: 'info', guessed: false });
    for (const key of ['severity', 'lvl', 'log.level', 'SeverityText', '@l', 'levelname']) {
      assert.equal(detectSeverity('text', { [key]: 'Warning' }).severity, 'warn', key);
    }
    assert.equal(detectSeverity('text', { log: { level: 'error' } }).severity, 'error');
  });

  it('reads a number only where its key or its neighbours name the scale', () => {
    assert.equal(detectSeverity('text', { level: 30 }).severity, 'unknown');
    assert.equal(detectSeverity('text', { level: 3 }).severity, 'unknown');
    assert.equal(detectSeverity('text', { level: 30, pid: 1, hostname: 'a' }).severity, 'info');
    assert.equal(detectSeverity('text', { SeverityNumber: 17 }).severity, 'error');
    assert.equal(detectSeverity('text', { PRIORITY: '4' }).severity, 'warn');
    assert.equal(detectSeverity('text', { levelno: 30 }).severity, 'warn');
  });

  it('marks what it read from the text as guessed, and nothing else', () => {
    assert.equal(detectSeverity('ERROR x').guessed, true);
    assert.equal(detectSeverity('x').guessed, false);
    assert.equal(detectSeverity('x', { error: { message: 'y' } }).guessed, true);
    assert.equal(detectSeverity('x', { error: null, level: 7 }).severity, 'unknown');
  });

  it('says the same for a text however long it goes on', () => {
    const long = `ERROR it broke ${'and WARN '.repeat(100_000)}`;
    assert.equal(detectSeverity(long).severity, 'error');
    assert.equal(
      detectSeverity(`{"level":"warn","x":"${'error '.repeat(2000)}"}`).severity,
      'warn',
    );
  });

  it('is done in time with texts made to be slow', () => {
    const hostile = [
      '[',
      '(',
      '<',
      'a.',
      'a:',
      'error ',
      '::',
      ' - ',
      '1.',
      '{"',
      'A a',
      '=',
      'failed ',
      'Error:',
    ].map((piece) => piece.repeat(600));
    const start = performance.now();
    for (const text of hostile) for (let i = 0; i < 20; i += 1) detectSeverity(text);
    const eachMs = (performance.now() - start) / hostile.length / 20;
    assert.ok(eachMs < 5, `${eachMs} ms`);
  });
});
