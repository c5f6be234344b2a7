#include "store/schema.h"

#include "store/schema_scripts.h"

namespace rehearsal::store {
namespace {

// Where a query begins is decided by these figures, which SQLite reads whenever it opens the database: those
// of an organisation at work. So a form asks for the few subscriptions of a product, however many are active,
// and a plan never changes with what happens to be stored.
constexpr std::string_view kFigures = R"sql(
drop index subscriptions_by_product;
create index subscriptions_by_product on subscriptions (product_id, status);
create index products_by_type on products (product_type);
analyze sqlite_schema;
insert into sqlite_stat1 (tbl, idx, stat) values
  ('products', 'products_by_type', '20 2'),
  ('subscriptions', 'subscriptions_by_status', '100000 25000'),
  ('subscriptions', 'subscriptions_by_product', '100000 5000 2500');
analyze sqlite_schema;
)sql";

// Blocks whose values changed, until all subscriptions that are described by them have their descriptions
// anew (domain/descriptions.h): looked at are the block's uses up to the relation with the rowid `behind`.
// The full-text index is brought together by each commit a little (store/search_index.h). A job that was
// begun and has ended is found by the answer of the change that began it (api/request_keys.h).
constexpr std::string_view kDescriptionsAndJobs = R"sql(
create table stale_descriptions (
  sequence integer primary key,
  subscription_instance_id text not null unique references subscription_instances on delete cascade,
  behind integer not null,
  height integer not null,
  process_id text
) strict;
create index request_keys_of_jobs on request_keys (body) where status = 202;
insert into search_words (search_words, rank) values ('automerge', 0);
insert into search_words (search_words, rank) values ('crisismerge', 256);
)sql";

}  // namespace

std::string_view schema_migration(int64_t version) {
  switch (version) {
    case 0:
      return first_tables();
    case 1:
      return search_words_and_catalog_entries();
    case 2:
      return kFigures;
    case 3:
      return search_by_full_text_index();
    default:
      return kDescriptionsAndJobs;
  }
}

}  // namespace rehearsal::store
