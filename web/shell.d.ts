// What Emscripten makes of shell/main.cpp.
import type { Module } from './shell-module.js';

export default function createModule(options: { host: Record<string, unknown> }): Promise<Module>;
