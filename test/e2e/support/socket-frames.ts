/** What a page sends and receives over WebSockets, read from the browser itself and not from the page's own account. */
import type { Page } from 'playwright-core';

export interface SocketFrame {
  readonly from: 'page' | 'server';
  /** As text; of a binary frame, its bytes read as Latin-1, in which the names and JSON of a frame stay readable. */
  readonly text: string;
}

/** What went over the page's sockets, and how many there were: both grow while the page lives. */
export interface SocketTraffic {
  readonly frames: readonly SocketFrame[];
  readonly sockets: { readonly opened: number; readonly closed: number };
}

/** Watches from now on. */
export async function watchSockets(page: Page): Promise<SocketTraffic> {
  const frames: SocketFrame[] = [];
  const sockets = { opened: 0, closed: 0 };
  const session = await page.context().newCDPSession(page);
  const note =
    (from: SocketFrame['from']) =>
    ({ response }: { response: { opcode: number; payloadData: string } }): void => {
      const isBinary = response.opcode === 2;
      const text = isBinary
        ? Buffer.from(response.payloadData, 'base64').toString('latin1')
        : response.payloadData;
      frames.push({ from, text });
    };
  session.on('Network.webSocketFrameSent', note('page'));
  session.on('Network.webSocketFrameReceived', note('server'));
  session.on('Network.webSocketCreated', () => (sockets.opened += 1));
  session.on('Network.webSocketClosed', () => (sockets.closed += 1));
  await session.send('Network.enable');
  return { frames, sockets };
}

/** Joins of log topics that the page has sent. */
export function countJoins(frames: readonly SocketFrame[]): number {
  return frames.filter(
    ({ from, text }) => from === 'page' && text.includes('phx_join') && text.includes('run-logs:'),
  ).length;
}

/** Frames with which the server sent rows, or the news that there are rows. */
export function framesWithRows(frames: readonly SocketFrame[]): readonly SocketFrame[] {
  return frames.filter(
    ({ from, text }) => from === 'server' && text.includes('run-logs:') && text.includes('"from"'),
  );
}
