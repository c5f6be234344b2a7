// Work on many bytes that leaves the page time for everything else.

// About a hundredth of a second of what is done with them here.
const slice = 512 * 1024;

/** @param {Uint8Array} bytes @param {(part: Uint8Array) => void} act on one part after the other */
export async function in_slices(bytes, act) {
  for (let at = 0; at < bytes.length; at += slice) {
    act(bytes.subarray(at, at + slice));
    await new Promise((done) => setTimeout(done));
  }
}
