// Addresses and networks of the Internet Protocol, read and written as Python's ipaddress does.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::domain {

// Each gives the one text for what `text` says; empty when it says none.
// "10.0.0.1": four numbers without leading zeros.
std::string canonical_ipv4(std::string_view text);
// "fd00::1": small letters, the longest row of zeros left out; an IPv4 address may stand at the end.
std::string canonical_ipv6(std::string_view text);
// "10.0.0.0/24", with /32 where no length is said; a network mask is taken for its length. No bit of the host
// may be set.
std::string canonical_ipv4_network(std::string_view text);
std::string canonical_ipv6_network(std::string_view text);

}  // namespace rehearsal::domain
