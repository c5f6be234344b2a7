// The tables of schema.cpp as values, for query.h. A test compares them with the database, column by column.
#pragma once

#include "store/query.h"

namespace rehearsal::store {

struct Workflows {
  static constexpr const char* kName = "workflows";
  Column<Workflows, std::string> workflow_id{"workflow_id"};
  Column<Workflows, std::string> name{"name"};
  Column<Workflows, std::string> target{"target"};
  Column<Workflows, std::string> description{"description"};
  Column<Workflows, Instant> created_at{"created_at"};
  Column<Workflows, std::optional<Instant>> deleted_at{"deleted_at"};
  Column<Workflows, bool> is_task{"is_task"};
  constexpr auto columns() const {
    return std::tuple{workflow_id, name, target, description, created_at, deleted_at, is_task};
  }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr Workflows workflows{};

struct Products {
  static constexpr const char* kName = "products";
  Column<Products, std::string> product_id{"product_id"};
  Column<Products, std::string> name{"name"};
  Column<Products, std::string> description{"description"};
  Column<Products, std::string> product_type{"product_type"};
  Column<Products, std::string> tag{"tag"};
  Column<Products, std::string> status{"status"};
  Column<Products, Instant> created_at{"created_at"};
  Column<Products, std::optional<Instant>> end_date{"end_date"};
  constexpr auto columns() const {
    return std::tuple{product_id, name, description, product_type, tag, status, created_at, end_date};
  }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr Products products{};

struct FixedInputs {
  static constexpr const char* kName = "fixed_inputs";
  Column<FixedInputs, std::string> fixed_input_id{"fixed_input_id"};
  Column<FixedInputs, std::string> name{"name"};
  Column<FixedInputs, std::string> value{"value"};
  Column<FixedInputs, Instant> created_at{"created_at"};
  Column<FixedInputs, std::string> product_id{"product_id"};
  constexpr auto columns() const { return std::tuple{fixed_input_id, name, value, created_at, product_id}; }
  static constexpr auto references() { return std::tuple{Reference<Products>{"product_id", "product_id"}}; }
};
inline constexpr FixedInputs fixed_inputs{};

struct ProductBlocks {
  static constexpr const char* kName = "product_blocks";
  Column<ProductBlocks, std::string> product_block_id{"product_block_id"};
  Column<ProductBlocks, std::string> name{"name"};
  Column<ProductBlocks, std::string> description{"description"};
  Column<ProductBlocks, std::optional<std::string>> tag{"tag"};
  Column<ProductBlocks, std::optional<std::string>> status{"status"};
  Column<ProductBlocks, Instant> created_at{"created_at"};
  Column<ProductBlocks, std::optional<Instant>> end_date{"end_date"};
  constexpr auto columns() const {
    return std::tuple{product_block_id, name, description, tag, status, created_at, end_date};
  }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr ProductBlocks product_blocks{};

struct ResourceTypes {
  static constexpr const char* kName = "resource_types";
  Column<ResourceTypes, std::string> resource_type_id{"resource_type_id"};
  Column<ResourceTypes, std::string> resource_type{"resource_type"};
  Column<ResourceTypes, std::optional<std::string>> description{"description"};
  constexpr auto columns() const { return std::tuple{resource_type_id, resource_type, description}; }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr ResourceTypes resource_types{};

struct ProductProductBlocks {
  static constexpr const char* kName = "product_product_blocks";
  Column<ProductProductBlocks, std::string> product_id{"product_id"};
  Column<ProductProductBlocks, std::string> product_block_id{"product_block_id"};
  constexpr auto columns() const { return std::tuple{product_id, product_block_id}; }
  static constexpr auto references() {
    return std::tuple{Reference<Products>{"product_id", "product_id"},
                      Reference<ProductBlocks>{"product_block_id", "product_block_id"}};
  }
};
inline constexpr ProductProductBlocks product_product_blocks{};

struct ProductBlockResourceTypes {
  static constexpr const char* kName = "product_block_resource_types";
  Column<ProductBlockResourceTypes, std::string> product_block_id{"product_block_id"};
  Column<ProductBlockResourceTypes, std::string> resource_type_id{"resource_type_id"};
  constexpr auto columns() const { return std::tuple{product_block_id, resource_type_id}; }
  static constexpr auto references() {
    return std::tuple{Reference<ProductBlocks>{"product_block_id", "product_block_id"},
                      Reference<ResourceTypes>{"resource_type_id", "resource_type_id"}};
  }
};
inline constexpr ProductBlockResourceTypes product_block_resource_types{};

struct ProductsWorkflows {
  static constexpr const char* kName = "products_workflows";
  Column<ProductsWorkflows, std::string> product_id{"product_id"};
  Column<ProductsWorkflows, std::string> workflow_id{"workflow_id"};
  constexpr auto columns() const { return std::tuple{product_id, workflow_id}; }
  static constexpr auto references() {
    return std::tuple{Reference<Products>{"product_id", "product_id"},
                      Reference<Workflows>{"workflow_id", "workflow_id"}};
  }
};
inline constexpr ProductsWorkflows products_workflows{};

struct ProductBlockRelations {
  static constexpr const char* kName = "product_block_relations";
  Column<ProductBlockRelations, std::string> in_use_by_id{"in_use_by_id"};
  Column<ProductBlockRelations, std::string> depends_on_id{"depends_on_id"};
  Column<ProductBlockRelations, std::optional<int64_t>> min{"min"};
  Column<ProductBlockRelations, std::optional<int64_t>> max{"max"};
  constexpr auto columns() const { return std::tuple{in_use_by_id, depends_on_id, min, max}; }
  static constexpr auto references() {
    return std::tuple{Reference<ProductBlocks>{"in_use_by_id", "product_block_id"},
                      Reference<ProductBlocks>{"depends_on_id", "product_block_id"}};
  }
};
inline constexpr ProductBlockRelations product_block_relations{};

struct Processes {
  static constexpr const char* kName = "processes";
  Column<Processes, int64_t> sequence{"sequence"};
  Column<Processes, std::string> pid{"pid"};
  Column<Processes, std::string> workflow_id{"workflow_id"};
  Column<Processes, std::string> assignee{"assignee"};
  Column<Processes, std::string> last_status{"last_status"};
  Column<Processes, std::optional<std::string>> last_step{"last_step"};
  Column<Processes, Instant> started_at{"started_at"};
  Column<Processes, Instant> last_modified_at{"last_modified_at"};
  Column<Processes, std::optional<std::string>> failed_reason{"failed_reason"};
  Column<Processes, std::optional<std::string>> traceback{"traceback"};
  Column<Processes, std::optional<std::string>> created_by{"created_by"};
  Column<Processes, bool> is_task{"is_task"};
  Column<Processes, std::optional<std::string>> note{"note"};
  constexpr auto columns() const {
    return std::tuple{
        sequence,         pid,           workflow_id, assignee,   last_status, last_step, started_at,
        last_modified_at, failed_reason, traceback,   created_by, is_task,     note};
  }
  static constexpr auto references() {
    return std::tuple{Reference<Workflows>{"workflow_id", "workflow_id"}};
  }
};
inline constexpr Processes processes{};

struct ProcessSteps {
  static constexpr const char* kName = "process_steps";
  Column<ProcessSteps, int64_t> sequence{"sequence"};
  Column<ProcessSteps, std::string> stepid{"stepid"};
  Column<ProcessSteps, std::string> pid{"pid"};
  Column<ProcessSteps, std::string> name{"name"};
  Column<ProcessSteps, std::string> status{"status"};
  Column<ProcessSteps, std::string> state{"state"};
  Column<ProcessSteps, std::optional<std::string>> created_by{"created_by"};
  Column<ProcessSteps, Instant> completed_at{"completed_at"};
  Column<ProcessSteps, Instant> started_at{"started_at"};
  Column<ProcessSteps, std::optional<std::string>> commit_hash{"commit_hash"};
  constexpr auto columns() const {
    return std::tuple{sequence, stepid,     pid,          name,       status,
                      state,    created_by, completed_at, started_at, commit_hash};
  }
  static constexpr auto references() { return std::tuple{Reference<Processes>{"pid", "pid"}}; }
};
inline constexpr ProcessSteps process_steps{};

struct InputStates {
  static constexpr const char* kName = "input_states";
  Column<InputStates, int64_t> sequence{"sequence"};
  Column<InputStates, std::string> input_state_id{"input_state_id"};
  Column<InputStates, std::string> pid{"pid"};
  Column<InputStates, std::string> input_state{"input_state"};
  Column<InputStates, Instant> input_time{"input_time"};
  Column<InputStates, std::string> input_type{"input_type"};
  constexpr auto columns() const {
    return std::tuple{sequence, input_state_id, pid, input_state, input_time, input_type};
  }
  static constexpr auto references() { return std::tuple{Reference<Processes>{"pid", "pid"}}; }
};
inline constexpr InputStates input_states{};

struct Subscriptions {
  static constexpr const char* kName = "subscriptions";
  Column<Subscriptions, int64_t> sequence{"sequence"};
  Column<Subscriptions, std::string> subscription_id{"subscription_id"};
  Column<Subscriptions, std::string> description{"description"};
  Column<Subscriptions, std::string> status{"status"};
  Column<Subscriptions, std::string> product_id{"product_id"};
  Column<Subscriptions, std::string> customer_id{"customer_id"};
  Column<Subscriptions, bool> insync{"insync"};
  Column<Subscriptions, std::optional<Instant>> start_date{"start_date"};
  Column<Subscriptions, std::optional<Instant>> end_date{"end_date"};
  Column<Subscriptions, std::optional<std::string>> note{"note"};
  Column<Subscriptions, int64_t> version{"version"};
  constexpr auto columns() const {
    return std::tuple{sequence, subscription_id, description, status, product_id, customer_id,
                      insync,   start_date,      end_date,    note,   version};
  }
  static constexpr auto references() { return std::tuple{Reference<Products>{"product_id", "product_id"}}; }
};
inline constexpr Subscriptions subscriptions{};

struct ProcessesSubscriptions {
  static constexpr const char* kName = "processes_subscriptions";
  Column<ProcessesSubscriptions, std::string> id{"id"};
  Column<ProcessesSubscriptions, std::string> pid{"pid"};
  Column<ProcessesSubscriptions, std::string> subscription_id{"subscription_id"};
  Column<ProcessesSubscriptions, Instant> created_at{"created_at"};
  Column<ProcessesSubscriptions, std::optional<std::string>> workflow_target{"workflow_target"};
  constexpr auto columns() const { return std::tuple{id, pid, subscription_id, created_at, workflow_target}; }
  static constexpr auto references() {
    return std::tuple{Reference<Processes>{"pid", "pid"},
                      Reference<Subscriptions>{"subscription_id", "subscription_id"}};
  }
};
inline constexpr ProcessesSubscriptions processes_subscriptions{};

struct SubscriptionInstances {
  static constexpr const char* kName = "subscription_instances";
  Column<SubscriptionInstances, std::string> subscription_instance_id{"subscription_instance_id"};
  Column<SubscriptionInstances, std::string> subscription_id{"subscription_id"};
  Column<SubscriptionInstances, std::string> product_block_id{"product_block_id"};
  Column<SubscriptionInstances, std::optional<std::string>> label{"label"};
  constexpr auto columns() const {
    return std::tuple{subscription_instance_id, subscription_id, product_block_id, label};
  }
  static constexpr auto references() {
    return std::tuple{Reference<Subscriptions>{"subscription_id", "subscription_id"},
                      Reference<ProductBlocks>{"product_block_id", "product_block_id"}};
  }
};
inline constexpr SubscriptionInstances subscription_instances{};

struct SubscriptionInstanceValues {
  static constexpr const char* kName = "subscription_instance_values";
  Column<SubscriptionInstanceValues, std::string> subscription_instance_value_id{
      "subscription_instance_value_id"};
  Column<SubscriptionInstanceValues, std::string> subscription_instance_id{"subscription_instance_id"};
  Column<SubscriptionInstanceValues, std::string> resource_type_id{"resource_type_id"};
  Column<SubscriptionInstanceValues, std::string> value{"value"};
  constexpr auto columns() const {
    return std::tuple{subscription_instance_value_id, subscription_instance_id, resource_type_id, value};
  }
  static constexpr auto references() {
    return std::tuple{
        Reference<SubscriptionInstances>{"subscription_instance_id", "subscription_instance_id"},
        Reference<ResourceTypes>{"resource_type_id", "resource_type_id"}};
  }
};
inline constexpr SubscriptionInstanceValues subscription_instance_values{};

struct SubscriptionInstanceRelations {
  static constexpr const char* kName = "subscription_instance_relations";
  Column<SubscriptionInstanceRelations, std::string> in_use_by_id{"in_use_by_id"};
  Column<SubscriptionInstanceRelations, std::string> depends_on_id{"depends_on_id"};
  Column<SubscriptionInstanceRelations, int64_t> order_id{"order_id"};
  Column<SubscriptionInstanceRelations, std::optional<std::string>> domain_model_attr{"domain_model_attr"};
  constexpr auto columns() const {
    return std::tuple{in_use_by_id, depends_on_id, order_id, domain_model_attr};
  }
  static constexpr auto references() {
    return std::tuple{Reference<SubscriptionInstances>{"in_use_by_id", "subscription_instance_id"},
                      Reference<SubscriptionInstances>{"depends_on_id", "subscription_instance_id"}};
  }
};
inline constexpr SubscriptionInstanceRelations subscription_instance_relations{};

struct SubscriptionCustomerDescriptions {
  static constexpr const char* kName = "subscription_customer_descriptions";
  Column<SubscriptionCustomerDescriptions, std::string> id{"id"};
  Column<SubscriptionCustomerDescriptions, std::string> subscription_id{"subscription_id"};
  Column<SubscriptionCustomerDescriptions, std::string> customer_id{"customer_id"};
  Column<SubscriptionCustomerDescriptions, std::string> description{"description"};
  Column<SubscriptionCustomerDescriptions, Instant> created_at{"created_at"};
  Column<SubscriptionCustomerDescriptions, int64_t> version{"version"};
  constexpr auto columns() const {
    return std::tuple{id, subscription_id, customer_id, description, created_at, version};
  }
  static constexpr auto references() {
    return std::tuple{Reference<Subscriptions>{"subscription_id", "subscription_id"}};
  }
};
inline constexpr SubscriptionCustomerDescriptions subscription_customer_descriptions{};

struct SubscriptionMetadata {
  static constexpr const char* kName = "subscription_metadata";
  Column<SubscriptionMetadata, std::string> subscription_id{"subscription_id"};
  Column<SubscriptionMetadata, std::string> metadata{"metadata"};
  constexpr auto columns() const { return std::tuple{subscription_id, metadata}; }
  static constexpr auto references() {
    return std::tuple{Reference<Subscriptions>{"subscription_id", "subscription_id"}};
  }
};
inline constexpr SubscriptionMetadata subscription_metadata{};

struct Customers {
  static constexpr const char* kName = "customers";
  Column<Customers, std::string> customer_id{"customer_id"};
  Column<Customers, std::string> fullname{"fullname"};
  Column<Customers, std::string> shortcode{"shortcode"};
  constexpr auto columns() const { return std::tuple{customer_id, fullname, shortcode}; }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr Customers customers{};

struct ExternalRecords {
  static constexpr const char* kName = "external_records";
  Column<ExternalRecords, std::string> system{"system"};
  Column<ExternalRecords, std::string> record_id{"record_id"};
  Column<ExternalRecords, std::string> data{"data"};
  Column<ExternalRecords, Instant> created_at{"created_at"};
  Column<ExternalRecords, Instant> modified_at{"modified_at"};
  constexpr auto columns() const { return std::tuple{system, record_id, data, created_at, modified_at}; }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr ExternalRecords external_records{};

struct SubscriptionRevisions {
  static constexpr const char* kName = "subscription_revisions";
  Column<SubscriptionRevisions, int64_t> sequence{"sequence"};
  Column<SubscriptionRevisions, std::string> subscription_id{"subscription_id"};
  Column<SubscriptionRevisions, int64_t> version{"version"};
  Column<SubscriptionRevisions, std::string> digest{"digest"};
  Column<SubscriptionRevisions, std::optional<std::string>> parent_digest{"parent_digest"};
  Column<SubscriptionRevisions, std::string> model{"model"};
  Column<SubscriptionRevisions, std::optional<std::string>> process_id{"process_id"};
  Column<SubscriptionRevisions, Instant> made_at{"made_at"};
  constexpr auto columns() const {
    return std::tuple{sequence, subscription_id, version, digest, parent_digest, model, process_id, made_at};
  }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr SubscriptionRevisions subscription_revisions{};

struct RequestKeys {
  static constexpr const char* kName = "request_keys";
  Column<RequestKeys, int64_t> sequence{"sequence"};
  Column<RequestKeys, std::string> key{"key"};
  Column<RequestKeys, std::string> request_digest{"request_digest"};
  Column<RequestKeys, int64_t> status{"status"};
  Column<RequestKeys, std::string> headers{"headers"};
  Column<RequestKeys, std::string> body{"body"};
  Column<RequestKeys, Instant> created_at{"created_at"};
  constexpr auto columns() const {
    return std::tuple{sequence, key, request_digest, status, headers, body, created_at};
  }
  static constexpr auto references() { return std::tuple<>{}; }
};
inline constexpr RequestKeys request_keys{};

}  // namespace rehearsal::store
