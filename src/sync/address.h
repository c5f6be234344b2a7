// Where an index is, from what a person named, and where its files are. Only https is asked, http on this
// very machine, and the host that the page itself came from.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::sync {

// An address in parts, as far as the protocol needs them.
struct Address {
  std::string origin;  // "https://host:8443"
  std::string path;    // "/snapshots/index.json"
  std::string query;   // "" or "?token=…": of an index only, its files have none

  std::string text() const { return origin + path + query; }
  friend bool operator==(const Address& a, const Address& b) { return a.text() == b.text(); }
};

// The parts of an address as browsers write it (URL.href). Throws Error ("AddressRefused") when it is none of
// ours.
Address read_address(std::string_view text);

// The index that a person named: its own address, or that of the folder it is in; for nothing at all the one
// beside the page. Throws Error ("AddressRefused"), saying what was found and what is expected.
Address index_address(std::string_view named, const Address& page);

// The address of a file that an index names: below the index's own folder, never outside of it. Throws Error
// ("AddressRefused").
Address file_address(const Address& index, std::string_view file);

}  // namespace rehearsal::sync
