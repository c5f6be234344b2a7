// What the search needs: what of it is to be renewed, and since the fourth version FTS5's index.
#include "store/schema_scripts.h"

namespace rehearsal::store {
namespace {

// What subscriptions are found by (store/search_index.h), and what the catalogue's rows said when the code
// last wrote them (catalog/compare.h).
constexpr std::string_view kWords = R"sql(
create table subscription_words (
  sequence integer primary key,
  words text not null
) strict;

-- Subscriptions whose words are to be renewed before the transaction ends.
create table search_stale (
  sequence integer primary key
) strict;
create trigger search_subscription_made after insert on subscriptions begin
  insert or ignore into search_stale values (new.sequence);
end;
create trigger search_subscription_changed after update of description, status, insync, note on subscriptions begin
  insert or ignore into search_stale values (new.sequence);
end;
create trigger search_subscription_gone after delete on subscriptions begin
  insert or ignore into search_stale values (old.sequence);
end;
create trigger search_instance_gone after delete on subscription_instances begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = old.subscription_id;
end;
create trigger search_value_made after insert on subscription_instance_values begin
  insert or ignore into search_stale select s.sequence from subscription_instances i
    cross join subscriptions s on s.subscription_id = i.subscription_id
    where i.subscription_instance_id = new.subscription_instance_id;
end;
create trigger search_value_changed after update on subscription_instance_values begin
  insert or ignore into search_stale select s.sequence from subscription_instances i
    cross join subscriptions s on s.subscription_id = i.subscription_id
    where i.subscription_instance_id = new.subscription_instance_id;
end;
create trigger search_value_gone after delete on subscription_instance_values begin
  insert or ignore into search_stale select s.sequence from subscription_instances i
    cross join subscriptions s on s.subscription_id = i.subscription_id
    where i.subscription_instance_id = old.subscription_instance_id;
end;
create trigger search_name_made after insert on subscription_customer_descriptions begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = new.subscription_id;
end;
create trigger search_name_changed after update on subscription_customer_descriptions begin
  insert or ignore into search_stale select sequence from subscriptions
    where subscription_id in (old.subscription_id, new.subscription_id);
end;
create trigger search_name_gone after delete on subscription_customer_descriptions begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = old.subscription_id;
end;
create trigger search_metadata_made after insert on subscription_metadata begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = new.subscription_id;
end;
create trigger search_metadata_changed after update on subscription_metadata begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = new.subscription_id;
end;
create trigger search_metadata_gone after delete on subscription_metadata begin
  insert or ignore into search_stale select sequence from subscriptions where subscription_id = old.subscription_id;
end;
insert into search_stale select sequence from subscriptions;

create table catalog_entries (
  kind text not null,
  name text not null,
  content text not null check (json_valid(content)),
  primary key (kind, name)
) strict, without rowid;
)sql";

// The words of subscriptions and of products in one index of FTS5, which keeps no text of its own
// (store/search_index.h).
constexpr std::string_view kIndex = R"sql(
drop table subscription_words;
create virtual table search_words using fts5 (words, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0");
create trigger search_product_made after insert on products begin
  insert or ignore into search_stale values (-new.rowid);
end;
create trigger search_product_changed after update of name, description, tag, product_type on products begin
  insert or ignore into search_stale values (-new.rowid);
end;
create trigger search_product_gone after delete on products begin
  insert or ignore into search_stale values (-old.rowid);
end;
create trigger search_fixed_input_made after insert on fixed_inputs begin
  insert or ignore into search_stale select -rowid from products where product_id = new.product_id;
end;
create trigger search_fixed_input_changed after update on fixed_inputs begin
  insert or ignore into search_stale select -rowid from products where product_id in (old.product_id, new.product_id);
end;
create trigger search_fixed_input_gone after delete on fixed_inputs begin
  insert or ignore into search_stale select -rowid from products where product_id = old.product_id;
end;
insert or ignore into search_stale select sequence from subscriptions union all select -rowid from products;
)sql";

}  // namespace

std::string_view search_words_and_catalog_entries() {
  return kWords;
}
std::string_view search_by_full_text_index() {
  return kIndex;
}

}  // namespace rehearsal::store
