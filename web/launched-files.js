// Files that the system opens with the installed page (manifest.webmanifest, file_handlers).

/**
 * Hears of each file, also of those that the page was started with.
 * @param {(file: Promise<File>, name: string) => void} take
 */
export function listenToLaunchedFiles(take) {
  const queue = /** @type {{setConsumer(consumer: (launch: {files?: FileSystemFileHandle[]}) => void): void} | undefined} */ (
    /** @type {any} */ (globalThis).launchQueue);
  queue?.setConsumer(({ files = [] }) => {
    for (const handle of files) take(handle.getFile(), handle.name);
  });
}
