// The host's files as engine.wasm calls them (host_files.cpp): Module.files does the work, and what it throws becomes a
// number: -1 a failure, -2 a full storage. Offsets and sizes are doubles: whole up to 2^53.
mergeInto(LibraryManager.library, {
  $rehearsalRefused: function (error) {
    Module['problem'] = String(error);
    return error && error.name === 'QuotaExceededError' ? -2 : -1;
  },

  host_read__deps: ['$rehearsalRefused'],
  host_read: function (slot, offset, to, size) {
    try {
      return Module['files'].read(slot, HEAPU8.subarray(to, to + size), offset);
    } catch (error) {
      return rehearsalRefused(error);
    }
  },

  host_write__deps: ['$rehearsalRefused'],
  host_write: function (slot, offset, from, size) {
    try {
      return Module['files'].write(slot, HEAPU8.subarray(from, from + size), offset) === size ? 0 : -2;
    } catch (error) {
      return rehearsalRefused(error);
    }
  },

  host_truncate__deps: ['$rehearsalRefused'],
  host_truncate: function (slot, size) {
    try {
      Module['files'].truncate(slot, size);
      return 0;
    } catch (error) {
      return rehearsalRefused(error);
    }
  },

  host_size__deps: ['$rehearsalRefused'],
  host_size: function (slot) {
    try {
      return Module['files'].size(slot);
    } catch (error) {
      return rehearsalRefused(error);
    }
  },

  host_flush__deps: ['$rehearsalRefused'],
  host_flush: function (slot) {
    try {
      Module['files'].flush(slot);
      return 0;
    } catch (error) {
      return rehearsalRefused(error);
    }
  },

  // Up to `size` bytes of why the last failure happened; their number.
  host_problem: function (to, size) {
    const bytes = new TextEncoder().encode(Module['problem'] || '').subarray(0, size);
    HEAPU8.set(bytes, to);
    return bytes.length;
  },
});
