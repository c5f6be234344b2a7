// The page's engine, stopped at a place of our choice: it answers what it is asked, and works no more.

/** Runs in the worker. Jobs tell how far they are before the next turn is handed on, by a channel of the worker's own. @param {number} from */
function hold_turns(from) {
  let held = from === 0;
  const hand_on = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (/** @type {any[]} */ ...message) {
    if (!held) Reflect.apply(hand_on, this, message);
  };
  const say = self.postMessage;
  const is_held = new Promise((done) => {
    self.postMessage = (/** @type {any[]} */ ...said) => {
      const { event } = said[0].type === 'event' ? JSON.parse(new TextDecoder().decode(said[0].bytes)) : said[0];
      if (event?.name === 'job' && event.value.done >= event.value.total * from) {
        held = true;
        done(null);
      }
      Reflect.apply(say, self, said);
    };
  });
  Object.assign(self, { is_held });
}

/**
 * Has the engine stop working when a job has done this share of its work (0: at once). Gives the wait for that.
 * @param {import('playwright-core').Page} page @param {number} from
 */
export async function hold(page, from) {
  const [worker] = page.workers();
  await worker.evaluate(hold_turns, from);
  return {
    worker,
    until_held: () => worker.evaluate(() => /** @type {any} */ (self).is_held),
  };
}
