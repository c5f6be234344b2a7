// What worker.js is asked, and what it says.
export type Task = 'contract' | 'kill' | 'bench';
export type Said =
  | { type: 'line'; text: string }
  /** So many transactions are durable. */
  | { type: 'stored'; count: number }
  | { type: 'done'; result: any };
