// An X display without a screen: Firefox has WebGL2 and MiniBrowser a window only with one.
import { spawn } from 'node:child_process';

/** @returns {Promise<{name: string, close: () => void}>} */
export async function open_display() {
  // Xvfb chooses a free number and writes it to its third descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '+extension', 'GLX'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((done, failed) => {
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    let text = '';
    pipe.on('data', (bytes) => {
      text += bytes;
      if (text.includes('\n')) done(text.trim());
    });
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`Xvfb ended with ${code} before it had a display`)));
  });
  return { name: `:${number}`, close: () => void server.kill() };
}
