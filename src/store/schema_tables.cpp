// The tables of the first version: orchestrator-core's, and ours beside them.
#include "store/schema_scripts.h"

namespace rehearsal::store {
namespace {

// Ids are canonical UUID text, moments are microseconds since 1970, booleans 0 or 1, JSON is text. A column's
// length is checked where the original's has one. `sequence` is the rowid: the order in which rows were made,
// for free. Changed here on purpose: relations may hold one child under two attributes with the same order
// (the original's key lacks the attribute), and indexes that a unique column already gives are not made
// again.
constexpr std::string_view kFirst = R"sql(
create table workflows (
  workflow_id text primary key,
  name text not null unique,
  target text not null,
  description text not null check (length(description) <= 2000),
  created_at integer not null,
  deleted_at integer,
  is_task integer not null default 0 check (is_task in (0, 1))
) strict;

create table products (
  product_id text primary key,
  name text not null unique,
  description text not null check (length(description) <= 2000),
  product_type text not null check (length(product_type) <= 255),
  tag text not null check (length(tag) <= 20),
  status text not null check (length(status) <= 255),
  created_at integer not null,
  end_date integer
) strict;
create index products_by_tag on products (tag);

create table fixed_inputs (
  fixed_input_id text primary key,
  name text not null,
  value text not null,
  created_at integer not null,
  product_id text not null references products on delete cascade,
  unique (product_id, name)
) strict;

create table product_blocks (
  product_block_id text primary key,
  name text not null unique,
  description text not null check (length(description) <= 2000),
  tag text check (length(tag) <= 20),
  status text check (length(status) <= 255),
  created_at integer not null,
  end_date integer
) strict;

create table resource_types (
  resource_type_id text primary key,
  resource_type text not null unique check (length(resource_type) <= 510),
  description text check (length(description) <= 2000)
) strict;

create table product_product_blocks (
  product_id text not null references products on delete cascade,
  product_block_id text not null references product_blocks on delete cascade,
  primary key (product_id, product_block_id)
) strict, without rowid;
create index product_product_blocks_by_block on product_product_blocks (product_block_id);

create table product_block_resource_types (
  product_block_id text not null references product_blocks on delete cascade,
  resource_type_id text not null references resource_types on delete cascade,
  primary key (product_block_id, resource_type_id)
) strict, without rowid;
create index product_block_resource_types_by_type on product_block_resource_types (resource_type_id);

create table products_workflows (
  product_id text not null references products on delete cascade,
  workflow_id text not null references workflows on delete cascade,
  primary key (product_id, workflow_id)
) strict, without rowid;
create index products_workflows_by_workflow on products_workflows (workflow_id);

create table product_block_relations (
  in_use_by_id text not null references product_blocks on delete cascade,
  depends_on_id text not null references product_blocks on delete cascade,
  min integer,
  max integer,
  primary key (in_use_by_id, depends_on_id)
) strict, without rowid;
create index product_block_relations_by_depends_on on product_block_relations (depends_on_id);

create table processes (
  sequence integer primary key,
  pid text not null unique,
  workflow_id text not null references workflows,
  assignee text not null default 'SYSTEM' check (length(assignee) <= 50),
  last_status text not null check (length(last_status) <= 50),
  last_step text check (length(last_step) <= 255),
  started_at integer not null,
  last_modified_at integer not null,
  failed_reason text check (length(failed_reason) <= 10000),
  traceback text check (length(traceback) <= 50000),
  created_by text check (length(created_by) <= 255),
  is_task integer not null default 0 check (is_task in (0, 1)),
  note text check (length(note) <= 5000)
) strict;
create index processes_by_status on processes (is_task, last_status);
create index processes_by_start on processes (started_at);
create index processes_by_workflow on processes (workflow_id);

create table process_steps (
  sequence integer primary key,
  stepid text not null unique,
  pid text not null references processes (pid) on delete cascade,
  name text not null,
  status text not null check (length(status) <= 50),
  state text not null,
  created_by text check (length(created_by) <= 255),
  completed_at integer not null,
  started_at integer not null,
  commit_hash text check (length(commit_hash) <= 40)
) strict;
create index process_steps_by_process on process_steps (pid);

create table input_states (
  sequence integer primary key,
  input_state_id text not null unique,
  pid text not null references processes (pid) on delete cascade,
  input_state text not null,
  input_time integer not null,
  input_type text not null check (input_type in ('user_input', 'initial_state'))
) strict;
create index input_states_by_process on input_states (pid);

create table subscriptions (
  sequence integer primary key,
  subscription_id text not null unique,
  description text not null check (length(description) <= 2000),
  status text not null check (length(status) <= 255),
  product_id text not null references products,
  customer_id text not null,
  insync integer not null check (insync in (0, 1)),
  start_date integer,
  end_date integer,
  note text check (length(note) <= 5000),
  version integer not null default 1
) strict;
create index subscriptions_by_status on subscriptions (status);
create index subscriptions_by_product on subscriptions (product_id);
create index subscriptions_by_customer on subscriptions (customer_id);
create index subscriptions_by_start on subscriptions (start_date);
create trigger subscriptions_version after update of description, status, product_id, customer_id, insync, start_date,
  end_date, note on subscriptions
when old.description is not new.description or old.status is not new.status or old.product_id is not new.product_id
  or old.customer_id is not new.customer_id or old.insync is not new.insync or old.start_date is not new.start_date
  or old.end_date is not new.end_date or old.note is not new.note
begin
  update subscriptions set version = old.version + 1 where sequence = new.sequence;
end;

create table processes_subscriptions (
  id text primary key,
  pid text not null references processes (pid) on delete cascade,
  subscription_id text not null references subscriptions (subscription_id),
  created_at integer not null,
  workflow_target text check (length(workflow_target) <= 255)
) strict;
create index processes_subscriptions_by_process on processes_subscriptions (pid, subscription_id);
create index processes_subscriptions_by_subscription on processes_subscriptions (subscription_id);

create table subscription_instances (
  subscription_instance_id text primary key,
  subscription_id text not null references subscriptions (subscription_id) on delete cascade,
  product_block_id text not null references product_blocks,
  label text check (length(label) <= 255)
) strict;
create index subscription_instances_by_subscription on subscription_instances (subscription_id, product_block_id);
create index subscription_instances_by_block on subscription_instances (product_block_id);

create table subscription_instance_values (
  subscription_instance_value_id text primary key,
  subscription_instance_id text not null references subscription_instances on delete cascade,
  resource_type_id text not null references resource_types,
  value text not null check (length(value) <= 10000)
) strict;
create index subscription_instance_values_by_instance
  on subscription_instance_values (subscription_instance_id, resource_type_id);

create table subscription_instance_relations (
  in_use_by_id text not null references subscription_instances on delete cascade,
  depends_on_id text not null references subscription_instances on delete cascade,
  order_id integer not null,
  domain_model_attr text check (length(domain_model_attr) <= 255)
) strict;
create unique index subscription_instance_relations_once
  on subscription_instance_relations (in_use_by_id, depends_on_id, order_id, coalesce(domain_model_attr, ''));
create index subscription_instance_relations_by_depends_on on subscription_instance_relations (depends_on_id);

create table subscription_customer_descriptions (
  id text primary key,
  subscription_id text not null references subscriptions (subscription_id) on delete cascade,
  customer_id text not null,
  description text not null check (length(description) <= 2000),
  created_at integer not null,
  version integer not null default 1,
  unique (subscription_id, customer_id)
) strict;
create index subscription_customer_descriptions_by_customer on subscription_customer_descriptions (customer_id);
create trigger subscription_customer_descriptions_version
after update of subscription_id, customer_id, description, created_at on subscription_customer_descriptions
when old.subscription_id is not new.subscription_id or old.customer_id is not new.customer_id
  or old.description is not new.description or old.created_at is not new.created_at
begin
  update subscription_customer_descriptions set version = old.version + 1 where id = new.id;
end;

create table subscription_metadata (
  subscription_id text primary key references subscriptions (subscription_id) on delete cascade,
  metadata text not null check (json_valid(metadata))
) strict, without rowid;

create table engine_settings (
  global_lock integer primary key check (global_lock in (0, 1))
) strict;
insert into engine_settings values (0);

-- Ours from here on.

create table customers (
  customer_id text primary key,
  fullname text not null,
  shortcode text not null
) strict, without rowid;

-- The records of the simulated external systems.
create table external_records (
  system text not null,
  record_id text not null,
  data text not null,
  created_at integer not null,
  modified_at integer not null,
  primary key (system, record_id)
) strict, without rowid;

-- Every state that a subscription was in. Outlives the process that made it, and the subscription.
create table subscription_revisions (
  sequence integer primary key,
  subscription_id text not null,
  version integer not null,
  digest text not null,
  parent_digest text,
  model text not null,
  process_id text,
  made_at integer not null
) strict;
create index subscription_revisions_by_subscription on subscription_revisions (subscription_id);

-- The answers of changing requests, by the key that their sender gave them.
create table request_keys (
  sequence integer primary key,
  key text not null unique,
  request_digest text not null,
  status integer not null,
  headers text not null,
  body text not null,
  created_at integer not null
) strict;

-- What the catalog's comparison with the code changed, readable.
create table catalog_migrations (
  sequence integer primary key,
  made_at integer not null,
  description text not null
) strict;

-- States that were there before an import, as the text of a snapshot in parts.
create table kept_snapshots (
  sequence integer primary key,
  made_at integer not null,
  before text not null,
  digest text not null,
  bytes integer not null,
  commit_number integer not null
) strict;
create table kept_snapshot_parts (
  snapshot integer not null references kept_snapshots on delete cascade,
  place integer not null,
  content text not null,
  unique (snapshot, place)
) strict;

-- `commits` counts the transactions that changed something.
create table settings (
  name text primary key,
  value any not null
) strict, without rowid;
insert into settings values ('commits', 0);
)sql";

}  // namespace

std::string_view first_tables() {
  return kFirst;
}

}  // namespace rehearsal::store
