// What Emscripten makes of web/engine/engine_abi.cpp.
import type { HostFiles } from './engine-host.js';

export interface EngineModule {
  readonly HEAPU8: Uint8Array;
  _rehearsal_alloc(size: number): number;
  _rehearsal_free(at: number): void;
  _rehearsal_length(): number;
  _rehearsal_open(options: number, length: number): number;
  _rehearsal_replay(report: number, length: number): number;
  _rehearsal_request(request: number, length: number): number;
  _rehearsal_blob(length: number): number;
  _rehearsal_exchange(request: number, length: number): number;
  _rehearsal_forget_blobs(): void;
  _rehearsal_blobs(): number;
  _rehearsal_blob_parts(n: number): number;
  _rehearsal_blob_at(n: number, part: number): number;
  _rehearsal_blob_length(n: number, part: number): number;
  _rehearsal_turn(): number;
  _rehearsal_events(): number;
  _rehearsal_damage(): number;
  _rehearsal_close(): void;
}

export default function create(options: {
  files: HostFiles | null;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}): Promise<EngineModule>;
