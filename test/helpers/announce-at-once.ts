/**
 * Lifts the quota on announcements of a stack. For tests that move a clock of their own: a minute of theirs is a
 * millisecond of the database's, in which a run's credit does not grow back.
 */
import type { LocalStack } from '../../demo/stack/stack.js';

/** From now on every statement is announced. */
export async function announceEveryStatement(stack: LocalStack): Promise<void> {
  await stack.sql.unsafe(`
    create or replace function public.log_messages_per_second() returns double precision
    language sql stable as 'select 1000000.0::double precision'`);
}
