import { expect } from '@open-wc/testing';
import {
  LogStreamError,
  type MeshhookLogStreamElement,
  type StreamEvent,
} from '../../src/element.js';
import { entry, find, findAll, HandSource, lines, mount, mountWith, press, settled, until, wheel } from './stage.js'; // prettier-ignore

const rows = Array.from({ length: 40 }, (_, index) =>
  entry(index + 1, index % 9 === 0 ? { severity: 'error', message: `boom ${index}` } : {}),
);

interface Situation {
  readonly transitions: readonly StreamEvent[];
  readonly error?: ConstructorParameters<typeof LogStreamError>[0];
}

/** How a stream comes to each of its states from one that is open. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
  connecting: { transitions: [] },
  'catching-up': { transitions: ['subscribed'] },
  live: { transitions: ['subscribed', 'caught-up'] },
  polling: { transitions: ['fall-back'], error: 'live-unreachable' },
  degraded: { transitions: ['subscribed', 'caught-up', 'live-path-suspect'] },
  'auth-required': { transitions: ['token-refused'], error: 'token-expired' },
  denied: { transitions: ['access-refused'], error: 'denied' },
  failed: { transitions: ['give-up'], error: 'history-unreadable' },
  ended: { transitions: ['subscribed', 'caught-up', 'run-ended'] },
  reconnecting: { transitions: ['subscribed', 'caught-up', 'connection-lost'], error: 'history-unreachable' }, // prettier-ignore
};

async function inSituation(name: string, hasRows: boolean): Promise<MeshhookLogStreamElement> {
  const source = new HandSource();
  const element = await mount({ source });
  const { transitions, error } = SITUATIONS[name]!;
  source.sink.transition('open');
  if (hasRows) source.sink.append(rows, 'history');
  for (const transition of transitions) source.sink.transition(transition);
  if (error !== undefined) source.sink.error(new LogStreamError(error));
  await settled(element);
  return element;
}

async function inBothSchemes(element: MeshhookLogStreamElement): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    element.style.colorScheme = scheme;
    await settled(element);
    await expect(element).to.be.accessible();
  }
}

describe('every state', () => {
  for (const name of Object.keys(SITUATIONS)) {
    for (const hasRows of [false, true]) {
      it(`is accessible: ${name}, ${hasRows ? 'with rows' : 'empty'}`, async () => {
        const element = await inSituation(name, hasRows);
        await inBothSchemes(element);
        if (hasRows) expect(findAll(element, '.row').length, 'old rows stay').to.be.greaterThan(5);
      });
    }
  }

  for (const name of ['auth-required', 'denied', 'failed']) {
    it(`says what happened and what to do, and shows nothing of use to nobody: ${name}`, async () => {
      const element = await inSituation(name, false);
      const notice = find(element, '.notice').textContent.replace(/\s+/g, ' ').trim();
      expect(notice.length).to.be.greaterThan(40);
      expect(find(element, '.search').checkVisibility()).to.equal(false);
      expect(find(element, '[data-command=menu]').checkVisibility()).to.equal(true);
      await until(() => find(element, '[aria-live=polite]').textContent !== '');
      expect(notice).to.include(find(element, '[aria-live=polite]').textContent);
    });
  }

  it('is accessible while paused, without hits, and with everything open', async () => {
    const { element, source } = await mountWith([...lines(60), ...lines(5, 'error')]);
    element.paused = true;
    await settled(element);
    source.append(lines(5));
    await settled(element);
    await inBothSchemes(element);
    element.paused = false;
    element.query = 'nothing of the kind';
    await settled(element);
    await inBothSchemes(element);
    element.query = '';
    await settled(element);
    await wheel(element, -300);
    source.append(lines(30, 'error'));
    element.histogram = true;
    await settled(element);
    element.focus();
    for (const key of ['e', 'Enter', '?']) press(element, key);
    await settled(element);
    expect(findAll(element, '.follow-pill, .sheet, .details')).to.have.length.greaterThan(1);
    await inBothSchemes(element);
  });

  it('is accessible in reading mode', async () => {
    const { element } = await mountWith([...lines(30), ...lines(3, 'error'), ...lines(3, 'warn')]);
    element.reading = true;
    await settled(element);
    await inBothSchemes(element);
  });

  it('counts the rows on show, filtered or paused', async () => {
    const { element, source } = await mountWith([...lines(60), ...lines(5, 'error')]);
    const counted = (): string | null => find(element, '[role=grid]').getAttribute('aria-rowcount');
    expect(counted()).to.equal('65');
    element.levels = ['error'];
    await settled(element);
    expect(counted()).to.equal('5');
    element.paused = true;
    await settled(element);
    source.append(lines(5, 'error'));
    await settled(element);
    expect(counted()).to.equal('5');
    element.paused = false;
    await settled(element);
    expect(counted()).to.equal('10');
    const places = findAll(element, '.row').map((row) => Number(row.getAttribute('aria-rowindex')));
    expect(places.sort((a, b) => a - b)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
