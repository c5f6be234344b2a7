// The members of every kind of object in a snapshot but subscriptions and their blocks (those follow their
// types).
#pragma once

#include <array>

#include "snapshot/fields.h"

namespace rehearsal::snapshot {

using enum MemberKind;

namespace customer {
enum { kId, kFullname, kShortcode };
inline constexpr std::array<Member, 3> kMembers = {{{"customer_id"}, {"fullname"}, {"shortcode"}}};
}  // namespace customer

namespace record {
enum { kCreated, kData, kModified, kId, kSystem };
inline constexpr std::array<Member, 5> kMembers = {
    {{"created_at", Moment}, {"data", Any}, {"modified_at", Moment}, {"record_id"}, {"system"}}};
}  // namespace record

namespace process {
enum {
  kAgain,
  kAssignee,
  kCreatedBy,
  kFailedReason,
  kInputs,
  kIsTask,
  kModified,
  kStatus,
  kLastStep,
  kNote,
  kId,
  kStarted,
  kSteps,
  kSubscriptions,
  kTimer,
  kTraceback,
  kWorkflow
};
inline constexpr std::array<Member, 17> kMembers = {{{"again", Object, true},
                                                     {"assignee", Text, false, 50},
                                                     {"created_by", Text, true, 255},
                                                     {"failed_reason", Text, true, 10000},
                                                     {"inputs", List},
                                                     {"is_task", Boolean},
                                                     {"last_modified_at", Moment},
                                                     {"last_status", Text, false, 50},
                                                     {"last_step", Text, true, 255},
                                                     {"note", Text, true, 5000},
                                                     {"process_id", Uuid},
                                                     {"started_at", Moment},
                                                     {"steps", List},
                                                     {"subscriptions", List},
                                                     {"timer", Moment, true, 0, true},
                                                     {"traceback", Text, true, 50000},
                                                     {"workflow_name"}}};
}  // namespace process

// A step that waits for its next call.
namespace again {
enum { kCalls, kDue, kGiven, kHeld, kStarted };
inline constexpr std::array<Member, 5> kMembers = {{{"calls", Integer},
                                                    {"due", Integer},
                                                    {"given", Object},
                                                    {"held", Boolean, true, 0, true},
                                                    {"started", Integer}}};
}  // namespace again

namespace input {
enum { kState, kId, kTime, kType };
inline constexpr std::array<Member, 4> kMembers = {
    {{"input_state", Object}, {"input_state_id", Uuid}, {"input_time", Moment}, {"input_type"}}};
}  // namespace input

namespace step {
enum { kCommit, kCompleted, kCreatedBy, kName, kStarted, kState, kStatus, kId };
inline constexpr std::array<Member, 8> kMembers = {{{"commit_hash", Text, true, 40},
                                                    {"completed_at", Moment},
                                                    {"created_by", Text, true, 255},
                                                    {"name"},
                                                    {"started_at", Moment},
                                                    {"state", Object},
                                                    {"status", Text, false, 50},
                                                    {"step_id", Uuid}}};
}  // namespace step

// A subscription that a process works on.
namespace link {
enum { kCreated, kId, kSubscription, kTarget };
inline constexpr std::array<Member, 4> kMembers = {
    {{"created_at", Moment}, {"id", Uuid}, {"subscription_id", Uuid}, {"workflow_target", Text, true, 255}}};
}  // namespace link

namespace product_block {
enum { kCreated, kDependsOn, kDescription, kEnd, kName, kId, kResourceTypes, kStatus, kTag };
inline constexpr std::array<Member, 9> kMembers = {{{"created_at", Moment},
                                                    {"depends_on", List},
                                                    {"description", Text, false, 2000},
                                                    {"end_date", Moment, true},
                                                    {"name"},
                                                    {"product_block_id", Uuid},
                                                    {"resource_types", List},
                                                    {"status", Text, true, 255},
                                                    {"tag", Text, true, 20}}};
}  // namespace product_block

namespace dependency {
enum { kMax, kMin, kName };
inline constexpr std::array<Member, 3> kMembers = {
    {{"max", Integer, true}, {"min", Integer, true}, {"name"}}};
}  // namespace dependency

namespace product {
enum { kBlocks, kCreated, kDescription, kEnd, kFixedInputs, kName, kId, kType, kStatus, kTag, kWorkflows };
inline constexpr std::array<Member, 11> kMembers = {{{"blocks", List},
                                                     {"created_at", Moment},
                                                     {"description", Text, false, 2000},
                                                     {"end_date", Moment, true},
                                                     {"fixed_inputs", List},
                                                     {"name"},
                                                     {"product_id", Uuid},
                                                     {"product_type", Text, false, 255},
                                                     {"status", Text, false, 255},
                                                     {"tag", Text, false, 20},
                                                     {"workflows", List}}};
}  // namespace product

namespace fixed_input {
enum { kCreated, kId, kName, kValue };
inline constexpr std::array<Member, 4> kMembers = {
    {{"created_at", Moment}, {"fixed_input_id", Uuid}, {"name"}, {"value"}}};
}  // namespace fixed_input

namespace resource_type {
enum { kDescription, kName, kId };
inline constexpr std::array<Member, 3> kMembers = {
    {{"description", Text, true, 2000}, {"resource_type", Text, false, 510}, {"resource_type_id", Uuid}}};
}  // namespace resource_type

namespace revision {
enum { kDigest, kMade, kModel, kParent, kProcess, kSubscription, kVersion };
inline constexpr std::array<Member, 7> kMembers = {{{"digest"},
                                                    {"made_at", Moment},
                                                    {"model", Object},
                                                    {"parent_digest", Text, true},
                                                    {"process_id", Uuid, true},
                                                    {"subscription_id", Uuid},
                                                    {"version", Integer}}};
}  // namespace revision

namespace setting {
enum { kName, kValue };
inline constexpr std::array<Member, 2> kMembers = {{{"name"}, {"value", Any}}};
}  // namespace setting

namespace metadata {
enum { kMetadata, kSubscription };
inline constexpr std::array<Member, 2> kMembers = {{{"metadata", Any}, {"subscription_id", Uuid}}};
}  // namespace metadata

namespace description {
enum { kCreated, kCustomer, kDescription, kId, kVersion };
inline constexpr std::array<Member, 5> kMembers = {{{"created_at", Moment},
                                                    {"customer_id"},
                                                    {"description", Text, false, 2000},
                                                    {"id", Uuid},
                                                    {"version", Integer}}};
}  // namespace description

// The product of a subscription.
namespace product_of {
enum { kName, kId };
inline constexpr std::array<Member, 2> kMembers = {{{"name"}, {"product_id", Uuid}}};
}  // namespace product_of

namespace workflow {
enum { kCreated, kDeleted, kDescription, kIsTask, kName, kTarget, kId };
inline constexpr std::array<Member, 7> kMembers = {{{"created_at", Moment},
                                                    {"deleted_at", Moment, true},
                                                    {"description", Text, false, 2000},
                                                    {"is_task", Boolean},
                                                    {"name"},
                                                    {"target"},
                                                    {"workflow_id", Uuid}}};
}  // namespace workflow

}  // namespace rehearsal::snapshot
