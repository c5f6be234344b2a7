// The elements of a snapshot as text, made of the rows of the database.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "domain/session.h"
#include "domain/values.h"
#include "snapshot/layout.h"
#include "snapshot/line.h"
#include "snapshot/sections.h"
#include "store/statement.h"

namespace rehearsal::snapshot {

class ElementText {
 public:
  // With `tokens` what the original uses as a callback's password stays in the states: for what does not
  // leave the database.
  ElementText(domain::Session& session, bool tokens) : session_(session), tokens_(tokens) {}

  // The rows of a section, in the order of the file. Column 0 is the element's id (a name where there is
  // none, and "system/id" for a record), column 1 what a person calls it.
  store::Rows rows(Section section);
  // The same of one element.
  store::Rows row(Section section, std::string_view id);
  int64_t count(Section section);

  // Appends the element at which `rows` stands. Throws Error (ProductNotInRegistryError, ValueError) for a
  // subscription that cannot be loaded.
  void add(Section section, const store::Rows& rows, std::string& out);

 private:
  void add_process(const store::Rows& rows, std::string& out);
  void add_product_block(const store::Rows& rows, std::string& out);
  void add_product(const store::Rows& rows, std::string& out);
  void add_subscription(const store::Rows& rows, std::string& out);
  void add_roots(Line& line, const domain::Field& field, const domain::FieldValue& value,
                 std::string_view owner, std::string& out);
  void add_block(const domain::Block& block, std::string_view owner, std::string& out);
  template <class Type>
  const std::vector<Slot>& layout(const Type& type);
  std::string without_tokens(std::string_view state) const;

  domain::Session& session_;
  bool tokens_;
  std::unordered_map<const void*, std::vector<Slot>> layouts_;
  // The blocks of the subscription that is being written which stand in it already.
  std::unordered_set<std::string_view> written_;
};

}  // namespace rehearsal::snapshot
