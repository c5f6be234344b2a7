// SHA-256 of bytes as they come. The browser's own needs all of them at once, and is missing where a page came over plain
// http.
import { in_slices } from './slices.js';

const constants = Uint32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);

export class Sha256 {
  constructor() {
    this.state_ = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
    this.words_ = new Uint32Array(64);
    this.block_ = new Uint8Array(64);
    this.filled_ = 0;
    this.length_ = 0;
  }

  /** @param {Uint8Array} bytes */
  add(bytes) {
    this.length_ += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const count = Math.min(64 - this.filled_, bytes.length - at);
      this.block_.set(bytes.subarray(at, at + count), this.filled_);
      this.filled_ += count;
      at += count;
      if (this.filled_ === 64) this.take_block_();
    }
    return this;
  }

  /** Of what has been added so far: 64 hexadecimal digits. */
  hex() {
    const end = new Sha256();
    end.state_.set(this.state_);
    end.add(this.block_.subarray(0, this.filled_));
    const bits = this.length_ * 8;
    const length = new DataView(new ArrayBuffer(8));
    length.setUint32(0, Math.floor(bits / 2 ** 32));
    length.setUint32(4, bits >>> 0);
    end.add(Uint8Array.of(0x80));
    end.add(new Uint8Array((120 - end.filled_) % 64));
    end.add(new Uint8Array(length.buffer));
    return hex_of(end.state_, 8);
  }

  take_block_() {
    const { state_: state, words_: words, block_: block } = this;
    for (let i = 0; i < 16; i += 1) {
      words[i] = (block[4 * i] << 24) | (block[4 * i + 1] << 16) | (block[4 * i + 2] << 8) | block[4 * i + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [words[i - 15], words[i - 2]];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] += value;
    this.filled_ = 0;
  }
}

/** @param {Iterable<number>} numbers @param {number} digits of each */
const hex_of = (numbers, digits) => Array.from(numbers, (one) => one.toString(16).padStart(digits, '0')).join('');

/** Of all of them, without holding up the page. @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  if (crypto.subtle) return hex_of(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), 2);
  const hash = new Sha256();
  await in_slices(bytes, (part) => hash.add(part));
  return hash.hex();
}
