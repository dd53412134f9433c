/** What a page sends and receives over WebSockets, read from the browser itself and not from the page's own account. */
import type { Page } from 'playwright-core';

export interface SocketFrame {
  readonly from: 'page' | 'server';
  /** As text; of a binary frame, its bytes read as Latin-1, in which the names and JSON of a frame stay readable. */
  readonly text: string;
}

/** Collects frames from now on; the array grows while the page lives. */
export async function watchSockets(page: Page): Promise<readonly SocketFrame[]> {
  const frames: SocketFrame[] = [];
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
  await session.send('Network.enable');
  return frames;
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
