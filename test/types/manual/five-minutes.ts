/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
declare const run: { readonly id: string };
declare const supabase: {
  readonly auth: {
    getSession(): Promise<{ data: { session: { access_token: string } | null } }>;
  };
};

import { configure } from '../../../src/index.js'; // registers the tag

configure({ url: 'https://xyz.supabase.co', key: 'sb_publishable_…' });

const log = document.createElement('meshhook-log-stream');
log.runId = run.id;
log.tokenProvider = async () => {
  const { data } = await supabase.auth.getSession();
  return data.session?.access_token ?? '';
};
document.body.append(log);
