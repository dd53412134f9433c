/**
 * The one door to supabase-js. Only its Realtime client is taken, and by name, so that bundlers leave auth, storage
 * and functions out. This module is loaded on demand: supabase-js must not be evaluated where there is no page.
 */
export { RealtimeClient } from '@supabase/supabase-js';
export type { RealtimeChannel, RealtimeClientOptions } from '@supabase/supabase-js';
