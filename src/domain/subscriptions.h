// Making, loading, changing and saving subscriptions (orchestrator.core.domain.base.SubscriptionModel).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// The class that a caller expects: a model's name ("User") and the shape that its code was written for.
struct ModelClass {
  std::string_view model;
  SubscriptionLifecycle shape = SubscriptionLifecycle::INITIAL;
};

// What may be said of a new subscription; the description is "Initial subscription of {product's
// description}" unless given.
struct NewSubscription {
  SubscriptionLifecycle status = SubscriptionLifecycle::INITIAL;
  std::optional<std::string> description;
  bool insync = false;
  std::optional<Instant> start_date;
  std::optional<Instant> end_date;
  std::optional<std::string> note;
};

// Makes a subscription of the product, writes its row and fills every block field that may not be null with a
// new, empty block of its own (which goes away at save when another block took its place). Blocks are written
// by save(). Errors: KeyError "Could not find a product for the given product_id"; ProductNotInRegistryError;
// ValueError when the product is not of the expected model or `status` asks for a stricter shape;
// ValidationError.
Subscription from_product_id(Session& session, std::string_view product_id, std::string_view customer_id,
                             const NewSubscription& values = {});
Subscription from_product_id(Session& session, std::string_view product_id, std::string_view customer_id,
                             ModelClass expected, const NewSubscription& values = {});

// The subscription with its tree of blocks, those of other subscriptions included, checked for the shape that
// its status asks for, or for the expected one (which must be as strict: "User is not valid for lifecycle
// …"). Errors: ValueError "Subscription with id: …, does not exist"; ProductNotInRegistryError;
// ValidationError with every field that is wrong.
Subscription from_subscription(Session& session, std::string_view subscription_id);
Subscription from_subscription(Session& session, std::string_view subscription_id, ModelClass expected);

// The same without any check of the values: for steps that must work on a subscription that is not valid.
Subscription load_unchecked(Session& session, std::string_view subscription_id);

// `other` with another status, checked for the shape that the status asks for; start_date is set when it
// first becomes active, end_date when it is first terminated. Not saved. Errors: ValueError "Unsafe status
// change of Subscription with depending subscriptions: […]"; ValidationError with every field that is wrong.
Subscription from_other_lifecycle(Session& session, const Subscription& other, SubscriptionLifecycle status);

// `other` as a subscription of another product: the same id, status and dates, the product's own fixed
// inputs, and of the root blocks those that the new product has under the same name, with `new_root` (a field
// and its block) in the place of the one that it names. Checked for the shape that the status asks for, not
// saved; what the new tree has no more goes at save. Errors: KeyError "Could not find a product for the given
// product_id"; ProductNotInRegistryError; ValidationError.
struct NewRoot {
  std::string field;
  Block block;
};
Subscription from_other_product(Session& session, const Subscription& other, std::string_view new_product_id,
                                const std::optional<NewRoot>& new_root = {});

// A new block of this type, owned by the subscription, with new blocks in every block field that may not be
// null.
Block new_block(Session& session, const BlockType& type, std::string_view subscription_id);

// Writes the subscription's row, its own blocks, their values and relations: only what differs is written,
// and blocks of other subscriptions are only referred to. Own blocks that are in the tree no more are
// deleted. When anything changed, the version grows by one, a revision is appended, the id is put into
// session.changed, and it is noted that what is described by changed values is out of date (descriptions.h).
// Errors: StaleDataError when the subscription was changed since it was loaded, in another
// session; ValueError when the status asks for a stricter shape, a text is not UTF-8, a block stands twice
// under one parent, a block of another subscription stands directly below the subscription, or a block that
// another subscription uses would be deleted.
void save(Session& session, const Subscription& subscription);

// Sets one attribute of the row alone, with its revision: works on a subscription that cannot be loaded.
// Nothing happens where the value is already so. Throws Error (ValueError) when there is no such
// subscription.
void set_in_sync(Session& session, std::string_view subscription_id, bool insync);
void set_description(Session& session, std::string_view subscription_id, const std::string& description);
// A blank note is no note.
void set_note(Session& session, std::string_view subscription_id, const std::optional<std::string>& note);

// What validate_subscription_model_product_type says when a step takes a subscription as another class than
// its status asks for ("Subscription of type User should use UserInactive for lifecycle status
// 'terminated'"); empty when all is well. The original's default only logs it.
std::string class_mismatch(const Subscription& subscription);

// Throws Error (ValidationError) with every value that is wrong or missing in this shape, in pydantic's
// words; details hold them as a list of {type, loc, msg, input}.
void check_values(const Subscription& subscription, SubscriptionLifecycle shape);
// Throws Error (ValueError) unless the subscription is of the expected model, and as check_values does for
// its shape.
void check_class(const Subscription& subscription, ModelClass expected);

}  // namespace rehearsal::domain
