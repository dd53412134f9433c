/** The sentences with which the real server turns a client away, where more than one place says them. */

export const DATABASE_OUT_OF_REACH = 'Realtime was unable to connect to the project database';
export const NOT_REPLICATING = 'Replication connection was not established in time';
export const TOO_MANY_MESSAGES = 'Too many messages per second';

/** Why a server ends a channel that was joined. */
export type CloseCause = 'token-expired' | 'permission' | 'rate-limit' | 'replication';
/** Why a server refuses a join. */
export type RefusalCause = 'permission' | 'token-expired' | 'rate-limit' | 'database';

/** What the `system` error says before such a channel's `phx_close`. `name` is without `realtime:`. */
export function closeMessage(cause: CloseCause, name: string): string {
  switch (cause) {
    case 'token-expired':
      return 'Token has expired 0 seconds ago';
    case 'permission':
      return noReadPermission(name);
    case 'rate-limit':
      return TOO_MANY_MESSAGES;
    case 'replication':
      return NOT_REPLICATING;
  }
}

/** What the error reply to such a join says. */
export function refusalReason(cause: RefusalCause, name: string): string {
  switch (cause) {
    case 'permission':
      return `Unauthorized: ${noReadPermission(name)}`;
    case 'token-expired':
      return 'InvalidJWTToken: Token has expired 0 seconds ago';
    case 'rate-limit':
      return 'ClientJoinRateLimitReached: Too many joins per second';
    case 'database':
      return `UnableToConnectToProject: ${DATABASE_OUT_OF_REACH}`;
  }
}

/** The same sentence opens a refused join and closes a channel whose new token may not read. */
export function noReadPermission(name: string): string {
  return `You do not have permissions to read from this Channel topic: ${name}`;
}
