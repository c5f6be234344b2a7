// What small_libc.cpp asks of JavaScript.
mergeInto(LibraryManager.library, {
  // A number as it stands in a text, without blanks.
  host_number: function (at, length) {
    return Number(new TextDecoder().decode(HEAPU8.subarray(at, at + length)));
  },
});
