/**
 * The demo page: viewers of one run side by side, the controls of the run and of what can break, and what a host page
 * hears. Its address chooses the run and the viewers: `?run=<id>&viewers=owner,other,portal&theme=dark`.
 */
import '../../src/index.js';
import { readConfig, readState, type DemoConfig, type Viewer } from './api.js';
import { byId } from './build.js';
import { EventLog } from './event-log.js';
import { FaultControls } from './fault-controls.js';
import { HealthPanel } from './health-panel.js';
import { RunControls } from './run-controls.js';
import { ViewerPanel } from './viewer-panel.js';

/** How often the lists and captions are brought up to date, in ms. */
const REFRESH_MS = 1000;
const DEFAULT_VIEWERS = 'owner,other';
/** What of the address is the page's own; the rest becomes attributes of the tags, as in `?transport=polling`. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['run', 'viewers', 'theme']);

const parameters = new URLSearchParams(location.search);
const { theme } = Object.fromEntries(parameters);
if (theme !== undefined) document.documentElement.dataset['theme'] = theme;

const problem = byId('problem');
function showProblem(error: unknown): void {
  problem.textContent = error instanceof Error ? error.message : String(error);
  problem.hidden = false;
}

try {
  await showPage(await readConfig());
} catch (error) {
  showProblem(error);
}
document.documentElement.dataset['ready'] = 'true';

async function showPage(config: DemoConfig): Promise<void> {
  byId('backend').textContent =
    config.kind === 'embedded' ? 'embedded stack' : new URL(config.supabaseUrl).host;
  const panels = createPanels(config);
  const [first] = panels;
  const events = new EventLog(byId('event-log'));
  for (const panel of panels) events.observe(panel.stream, panel.stream.dataset['viewer'] ?? '');
  const health = new HealthPanel(byId('health'));
  let newest: string | undefined;

  const onChosen = (runId: string): void => {
    parameters.set('run', runId);
    history.replaceState(null, '', `?${parameters}`);
    for (const panel of panels) panel.show(runId).catch(showProblem);
  };
  const runs = new RunControls(byId('run-controls'), {
    config,
    onChosen,
    onError: showProblem,
    refresh: () => refresh(),
  });
  const faults = new FaultControls(byId('fault-controls'), config, showProblem, () => refresh());

  const refresh = async (): Promise<void> => {
    const state = await readState();
    newest = state.runs[0]?.id;
    runs.update(state.runs);
    faults.update(state.faults);
    for (const panel of panels) panel.tick();
    if (first !== undefined) health.show(first.stream.health());
  };
  await refresh();
  const chosen = parameters.get('run') ?? newest;
  if (chosen !== undefined) runs.choose(chosen);
  await refresh();
  refreshForEver(refresh);
}

/** A third viewer, for whom the page is loaded anew: which viewers there are is part of its address. */
function offerPortalViewer(viewers: readonly Viewer[], canMintTokens: boolean): void {
  const toggle = byId('portal') as HTMLInputElement;
  toggle.checked = viewers.includes('portal');
  toggle.disabled = !canMintTokens;
  if (!canMintTokens) toggle.title = 'Needs SUPABASE_JWT_SECRET.';
  toggle.addEventListener('change', () => {
    const others = viewers.filter((viewer) => viewer !== 'portal');
    parameters.set('viewers', [...others, ...(toggle.checked ? ['portal'] : [])].join(','));
    location.search = parameters.toString();
  });
}

function createPanels(config: DemoConfig): ViewerPanel[] {
  const attributes = Object.fromEntries(
    [...parameters].filter(([name]) => !OWN_PARAMETERS.has(name)),
  );
  const names = (parameters.get('viewers') ?? DEFAULT_VIEWERS).split(',');
  const viewers = names.filter(
    (name): name is Viewer => name === 'owner' || name === 'other' || name === 'portal',
  );
  offerPortalViewer(viewers, config.canMintTokens);
  const panels = viewers.map(
    (viewer) => new ViewerPanel({ viewer, config, attributes, onError: showProblem }),
  );
  byId('viewers').replaceChildren(...panels.map((panel) => panel.root));
  return panels;
}

/** One after the other, so that a slow answer does not pile up requests. */
function refreshForEver(refresh: () => Promise<unknown>): void {
  window.setTimeout(() => {
    refresh()
      .then(() => (problem.hidden = true))
      .catch(() => showProblem('The demo server does not answer. Is npm start still running?'))
      .finally(() => refreshForEver(refresh));
  }, REFRESH_MS);
}
