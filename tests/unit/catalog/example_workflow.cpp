// Greet a User: asks for a greeting, keeps it as the subscription's note.
#include "catalog/example_workflow.h"

#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"

namespace rehearsal::catalog {
namespace {

// ---- The form: what a person is asked. It runs again for every page that is posted, so it changes nothing. ----

Gives<"greeting"> initial_input_form(Wizard& wizard, FormContext& context,
                                     Arg<"subscription_id", std::string> subscription_id) {
  const auto user = User::from_subscription(context.session, *subscription_id);
  return wizard.ask(Page{.name = "GreetUserForm",
                         .title = "Greet " + user.user.username,
                         .fields = {{"greeting", forms::text().with_default("hello")}}});
}

// ---- The steps: an Arg is a key of the state, Gives names the keys that a step adds to it. ----

constexpr Step compose_greeting =
    step<"Compose greeting", [](Arg<"subscription", User> subscription,
                                Arg<"greeting", std::string> greeting) -> Gives<"words"> {
      return {{"words", *greeting + ", " + subscription->user.username + "!"}};
    }>;

// A subscription that a step returns is saved. What a step that throws has written is undone.
constexpr Step keep_greeting =
    step<"Keep greeting", [](Arg<"subscription", User> subscription,
                             Arg<"words", std::string> words) -> Gives<"subscription"> {
      subscription->note = *words;
      return {{"subscription", subscription}};
    }>;

// ---- The chain: modify_workflow puts the lock around it. ----

constexpr auto greet_user = modify_workflow(begin >> compose_greeting >> keep_greeting);

}  // namespace

// Called from add_workshop (src/catalog/workshop/workshop.cpp).
void add_greet_user(Registry& registry) {
  registry.add({.name = "greet_user",
                .description = "Greet user",
                .target = Target::MODIFY,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(greet_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
