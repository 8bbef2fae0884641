// SPDX-License-Identifier: Apache-2.0
// Several lambdas as the one visitor that std::visit wants.
//
//   std::visit(Overloaded{[](const Node& n) { ... }, [](const auto&) { ... }}, variant);
#pragma once

namespace hoego {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace hoego
