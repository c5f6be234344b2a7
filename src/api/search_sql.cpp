#include "api/search_sql.h"

#include <algorithm>
#include <string>

#include "api/refusal.h"
#include "api/search_query.h"
#include "domain/addresses.h"
#include "store/search_index.h"

namespace rehearsal::api {
namespace {

using Kind = SearchNode::Kind;

// A shorter text would begin too many ids.
constexpr size_t kShortestId = 6;
// Of the fields of blocks so many are named where there is none of a name.
constexpr int kFieldsNamed = 12;

// `text` where LIKE takes it as it stands.
std::string literal(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Whether `text` may begin the text of a UUID.
bool may_begin_id(std::string_view text) {
  constexpr std::string_view shape = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
  if (text.size() < kShortestId || text.size() > shape.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (shape[i] == '-' ? c != '-' : !is_digit) return false;
  }
  return true;
}

std::string lower(std::string_view text) {
  std::string result;
  for (const char c : text) result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

// The text that says the same address or network as it is stored; empty when `text` says none.
std::string address_of(std::string_view text) {
  for (auto* canonical : {domain::canonical_ipv4, domain::canonical_ipv6, domain::canonical_ipv4_network,
                          domain::canonical_ipv6_network}) {
    std::string address = canonical(text);
    if (!address.empty()) return address;
  }
  return {};
}

// Writes a tree as one condition; what its leaves mean is the part of those below.
class Writer {
 public:
  explicit Writer(Where& where) : where_(where) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;

  void add(std::string_view query) {
    const SearchNode whole = parse_search(query);
    if (whole.kind == Kind::kAll && whole.parts.empty()) return;
    where_.add("");
    write(whole);
  }

 protected:
  Where& where() { return where_; }
  void say(std::string_view sql) { where_.sql.append(sql); }
  template <class T>
  void bind(T value) {
    where_.values.emplace_back(std::move(value));
  }

  void write(const SearchNode& node) {
    switch (node.kind) {
      case Kind::kAll:
        return write_all(node.parts, " and ");
      case Kind::kAny:
        return write_all(node.parts, " or ");
      case Kind::kNot:
        say("(");
        write(node.parts.front());
        return say(") is not true");
      case Kind::kField:
        if (node.parts.front().kind != Kind::kAny) return write_field(node.text, node.parts.front());
        for (const SearchNode& value : node.parts.front().parts) {
          say(&value == &node.parts.front().parts.front() ? "(" : " or ");
          write_field(node.text, value);
        }
        return say(")");
      case Kind::kWord:
      case Kind::kPrefix:
      case Kind::kPhrase:
        return write_word(node);
    }
  }

  // A field that is a column of the list.
  void write_column(const ListColumn& column, const SearchNode& value) {
    say(column.through);
    say("(");
    if (column.kind == ColumnKind::kText) {
      // As a word or words in a row of the text.
      say("' ' || coalesce(" + std::string(column.sql) + ", '') || ' ' like ? escape '\\'");
      const bool is_open = value.kind == Kind::kPrefix || value.open_end;
      bind("% " + literal(value.text) + (is_open ? "%" : " %"));
    } else if (column.kind == ColumnKind::kExactText && value.kind == Kind::kPrefix) {
      say(std::string(column.sql) + " like ? escape '\\'");
      bind(literal(value.text) + "%");
    } else {
      add_value(where_, column, value.text);
    }
    say(column.through.empty() ? ")" : "))");
  }

 private:
  void write_all(const std::vector<SearchNode>& parts, std::string_view between) {
    std::string_view separator = "(";
    for (const SearchNode& part : parts) {
      say(separator);
      write(part);
      separator = between;
    }
    say(")");
  }

  virtual void write_field(const std::string& key, const SearchNode& value) = 0;
  virtual void write_word(const SearchNode& word) = 0;

  Where& where_;
};

class RowWriter final : public Writer {
 public:
  RowWriter(Where& where, const ListColumns& columns, const Searched& searched)
      : Writer(where), columns_(columns), searched_(searched) {}

 private:
  void write_field(const std::string& key, const SearchNode& value) override {
    const ListColumn* column = columns_.find(key);
    if (!column) refuse_field(columns_, key);
    write_column(*column, value);
  }

  void write_word(const SearchNode& word) override {
    std::string_view separator = "(";
    const auto look_in = [&](std::string_view expression, std::string wanted) {
      say(separator);
      say(expression);
      say(" like ? escape '\\'");
      bind(std::move(wanted));
      separator = " or ";
    };
    for (const std::string_view text : searched_.texts) look_in(text, "%" + literal(word.text) + "%");
    if (word.text.size() >= kShortestId) {
      for (const std::string_view id : searched_.ids) look_in(id, literal(word.text) + "%");
    }
    say(")");
  }

  const ListColumns& columns_;
  const Searched& searched_;
};

class SubscriptionWriter final : public Writer {
 public:
  SubscriptionWriter(Where& where, store::Database& db, const ListColumns& columns, Words words,
                     bool in_parts)
      : Writer(where), db_(db), columns_(columns), words_(words), in_parts_(in_parts) {}

 private:
  void write_field(const std::string& key, const SearchNode& value) override {
    if (const ListColumn* column = columns_.find(key)) return write_column(*column, value);
    const std::string name = snake_case(key);
    if (name == "subscription_id" || name == "customer_id" || name == "product_id")
      return write_begins("s." + name, value.text);
    if (name == "subscription_instance_id") {
      say("s.subscription_id in (select b.subscription_id from subscription_instances b where ");
      write_begins("b." + name, value.text);
      return say(")");
    }
    if (words_ == Words::kBegun && !is_known(name)) refuse(key);
    if (value.kind == Kind::kWord && is_comparison(value.text)) return write_values(name, value.text);
    // What has no letter and no digit is nowhere.
    if (!store::has_word(value.text)) return say("0");
    const bool is_whole = !is_beginning(value) && !is_text(name);
    const std::string address = address_of(value.text);
    if (!address.empty()) {
      write_match(store::match_of_field(name, address, is_beginning(value)), {});
      if (is_whole) write_is_this(name, [&](const char* stored) { write_is_address(stored, address); });
    } else if (is_whole && is_number(value.text)) {
      write_match(store::match_of_field(name, value.text, false), {});
      write_is_this(name, [&](const char* stored) { write_is_number(stored, value.text); });
    } else {
      write_match(store::match_of_field(name, value.text, is_open(value)), {});
    }
  }

  // What has the words may still be another address or number: fd00::1:5 begins as fd00::1 does, and the
  // words of -5 are those of 5. Of a text that is neither the words are enough.
  template <class IsThis>
  void write_is_this(const std::string& field, const IsThis& is_this) {
    say(" and (exists (select 1 from subscription_instances i cross join subscription_instance_values v on "
        "v.subscription_instance_id = i.subscription_instance_id where i.subscription_id = s.subscription_id "
        "and v.resource_type_id = (select resource_type_id from resource_types where resource_type = ?) and "
        "(");
    bind(field);
    is_this("v.value");
    say(")) or exists (select 1 from fixed_inputs f where f.product_id = s.product_id and f.name = ? and (");
    bind(field);
    is_this("f.value");
    say(")))");
  }
  void write_is_address(const std::string& stored, const std::string& address) {
    say(stored + " = ? or " + stored + " glob '*[^0-9a-fA-F:./]*'");
    bind(address);
  }
  void write_is_number(const std::string& stored, std::string_view number) {
    say(stored + " glob '*[^-+.0-9eE]*' or (");
    add_number(where(), "cast(" + stored + " as numeric)", number);
    say(")");
  }

  // Nor is what stands in the words a whole address: some text has it with nothing around that would make it
  // another one. A full stop or a colon may end what is said.
  void write_is_said(const std::string& address) {
    say(" and exists (select 1 from (select s.description as said union all select s.note union all select "
        "v.value from subscription_instances i cross join subscription_instance_values v on "
        "v.subscription_instance_id = i.subscription_instance_id where i.subscription_id = s.subscription_id "
        "union all select d.description from subscription_customer_descriptions d where d.subscription_id = "
        "s.subscription_id union all select m.metadata from subscription_metadata m where m.subscription_id "
        "= "
        "s.subscription_id union all select n.name || ' ' || n.description || ' ' || n.tag || ' ' || "
        "n.product_type from products n where n.product_id = s.product_id union all select f.value from "
        "fixed_inputs f where f.product_id = s.product_id) where '  ' || lower(said) || '  ' glob ? or '  ' "
        "|| "
        "lower(said) || '  ' glob ?)");
    const std::string part = address.find(':') == std::string::npos ? "0-9" : "0-9a-f:";
    std::string before = "*[^.";
    before.append(part).append("]").append(address);
    bind(before + "[^./" + part + "]*");
    bind(before + "[.:][^." + part + "]*");
  }

  // Numbers and moments in the fields of blocks.
  void write_values(const std::string& field, std::string_view value) {
    // Of a part each row's own values are looked at, of all rows those of the field.
    if (in_parts_) {
      say("exists (select 1 from subscription_instances i cross join subscription_instance_values v on "
          "v.subscription_instance_id = i.subscription_instance_id where i.subscription_id = "
          "s.subscription_id and v.resource_type_id = (select resource_type_id from resource_types where "
          "resource_type = ?) and ");
    } else {
      say("s.subscription_id in (select i.subscription_id from resource_types t cross join "
          "product_block_resource_types l on l.resource_type_id = t.resource_type_id cross join "
          "subscription_instances i on i.product_block_id = l.product_block_id cross join "
          "subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id and "
          "v.resource_type_id = t.resource_type_id where t.resource_type = ? and ");
    }
    bind(field);
    // What is of another kind is not compared.
    if (is_moment(value)) {
      say("v.value glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] *' and ");
      add_moment_text(where(), "v.value", value);
    } else {
      say("v.value glob '*[0-9]*' and not v.value glob '*[^-+.0-9eE]*' and ");
      add_number(where(), "cast(v.value as numeric)", value);
    }
    say(")");
  }

  void write_word(const SearchNode& word) override {
    if (!store::has_word(word.text)) return say("1");
    const std::string address = address_of(word.text);
    if (!address.empty()) {
      write_match(store::match_of(address, is_beginning(word)), {});
      if (!is_beginning(word)) write_is_said(address);
      return;
    }
    write_match(store::match_of(word.text, is_open(word)), word.text);
  }

  // Whether it was asked for as a beginning: even a whole address is one then.
  static bool is_beginning(const SearchNode& value) { return value.kind == Kind::kPrefix || value.open_end; }

  // Whether more of the last word may follow. A short number begins too many.
  bool is_open(const SearchNode& value) const {
    const bool is_short_number =
        value.text.size() < 3 && value.text.find_first_not_of("0123456789") == std::string::npos;
    return is_beginning(value) || (value.kind == Kind::kWord && words_ == Words::kBegun && !is_short_number);
  }

  // Texts that are no values of blocks.
  static bool is_text(std::string_view key) {
    return key == "customer_description" || key == "subscription_description" || key == "product_name" ||
           key == "product_description";
  }

  // Fields that are no columns: those of blocks, and what products are told apart by.
  bool is_known(const std::string& key) {
    if (is_text(key)) return true;
    return db_.query("select 1 from resource_types where resource_type = ?", key).step() ||
           db_.query("select 1 from fixed_inputs where name = ?", key).step();
  }

  [[noreturn]] void refuse(const std::string& key) {
    std::string more;
    int named = 0;
    auto rows =
        db_.query("select resource_type from resource_types union select name from fixed_inputs order by 1");
    while (rows.step()) {
      more += more.empty() ? ", and in blocks and products " : ", ";
      if (++named > kFieldsNamed) {
        more += "others";
        break;
      }
      more += rows.text(0);
    }
    refuse_field(columns_, key, more);
  }

  void write_begins(std::string_view column, std::string_view id) {
    say(std::string(column) + " between ? and ?");
    bind(lower(id));
    bind(lower(id) + "\x7f");
  }

  void write_match(const std::string& match, std::string_view id) {
    in_parts_ ? write_match_in_parts(match, id) : write_match_of_all(match, id);
  }

  // One list of rows, each part of which an index gives: then SQLite looks at no others.
  void write_match_of_all(const std::string& match, std::string_view id) {
    say("s.sequence in (select rowid from search_words where search_words match ? and rowid > 0 union all "
        "select sequence from subscriptions where product_id in (select product_id from products where rowid "
        "in (select -rowid from search_words where search_words match ? and rowid < 0))");
    bind(match);
    bind(match);
    if (may_begin_id(id)) {
      for (const char* column : {"subscription_id", "customer_id", "product_id"}) {
        say(" union all select sequence from subscriptions where ");
        write_begins(column, id);
      }
      say(" union all select i.sequence from subscription_instances b cross join subscriptions i on "
          "i.subscription_id = b.subscription_id where ");
      write_begins("b.subscription_instance_id", id);
    }
    say(")");
  }

  // Of the rows of a part each is looked at, and what the index gives is cut to the part.
  void write_match_in_parts(const std::string& match, std::string_view id) {
    say("(s.sequence in (select rowid from search_words where search_words match ? and rowid ");
    say(kPartOfRows);
    say(") or s.product_id in (select product_id from products where rowid in (select -rowid from "
        "search_words "
        "where search_words match ? and rowid < 0))");
    bind(match);
    bind(match);
    if (may_begin_id(id)) {
      for (const char* column : {"s.subscription_id", "s.customer_id", "s.product_id"}) {
        say(" or ");
        write_begins(column, id);
      }
      say(" or s.subscription_id in (select b.subscription_id from subscription_instances b where ");
      write_begins("b.subscription_instance_id", id);
      say(")");
    }
    say(")");
  }

  store::Database& db_;
  const ListColumns& columns_;
  Words words_;
  bool in_parts_;
};

}  // namespace

void add_search(Where& where, const ListColumns& columns, const Searched& searched, std::string_view query) {
  RowWriter(where, columns, searched).add(query);
}

void add_subscription_search(Where& where, store::Database& db, const ListColumns& columns, Words words,
                             std::string_view query) {
  SubscriptionWriter(where, db, columns, words, false).add(query);
}

void add_subscription_search_in_parts(Where& where, store::Database& db, const ListColumns& columns,
                                      Words words, std::string_view query) {
  SubscriptionWriter(where, db, columns, words, true).add(query);
}

}  // namespace rehearsal::api
