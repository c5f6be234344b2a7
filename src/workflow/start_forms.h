// What every workflow asks first: which product to make a subscription of, or which subscription to work on.
//
//   inline constexpr Form start = create_form<initial_input_form>;   // product page, then the workflow's own
//   pages
//
// Source in the original: workflows/utils.py (wrap_create_initial_input_form,
// wrap_modify_initial_input_form).
#pragma once

#include <array>

#include "workflow/workflow.h"

namespace rehearsal::workflow {
namespace detail {

inline constexpr std::array<std::string_view, 2> kCreateKeys = {"product", "product_name"};
inline constexpr std::array<std::string_view, 4> kModifyKeys = {"subscription_id", "product", "customer_id",
                                                                "version"};

// Asks for the product; gives kCreateKeys.
Json ask_product(forms::Wizard& wizard, FormContext& context);
// Asks for the subscription and refuses one on which the workflow may not start; gives kModifyKeys.
Json ask_subscription(forms::Wizard& wizard, FormContext& context);

// `first`, then what `own` asks, which sees what the first page gave. The own answers win.
Json then_own(const Json& first, const Form& own, forms::Wizard& wizard, FormContext& context);

template <Json (*First)(forms::Wizard&, FormContext&), const auto& FirstKeys, auto Own>
struct Wrapped {
  static constexpr size_t kFirst = FirstKeys.size();
  static constexpr auto kKeys = [] {
    std::array<std::string_view, kFirst + form<Own>.gives.count> keys{};
    for (size_t i = 0; i < kFirst; ++i) keys[i] = FirstKeys[i];
    for (size_t i = 0; i < form<Own>.gives.count; ++i) keys[kFirst + i] = form<Own>.gives.first[i];
    return keys;
  }();
  static Json ask(forms::Wizard& wizard, FormContext& context) {
    return then_own(First(wizard, context), form<Own>, wizard, context);
  }
  static constexpr Form kForm = {ask, {}, {kKeys.data(), kKeys.size()}};
};

}  // namespace detail

// The product page, then the pages of `Own`, which gets `product` and `product_name`.
template <auto Own>
inline constexpr Form create_form = detail::Wrapped<detail::ask_product, detail::kCreateKeys, Own>::kForm;

// The subscription page, then the pages of `Own`, which gets `subscription_id`, `product`, `customer_id` and
// `version`. For workflows that modify, terminate, validate or reconcile.
template <auto Own>
inline constexpr Form modify_form =
    detail::Wrapped<detail::ask_subscription, detail::kModifyKeys, Own>::kForm;

// The subscription page alone.
inline constexpr Form subscription_form = {
    detail::ask_subscription, {}, {detail::kModifyKeys.data(), detail::kModifyKeys.size()}};

}  // namespace rehearsal::workflow
