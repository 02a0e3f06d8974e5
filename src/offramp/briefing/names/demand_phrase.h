// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// The demands of a certificate in words.
namespace offramp::briefing {

/// What the certificate says. A proof that was stopped before its verdict says neither.
enum class Verdict { possible, impossible, undecided };
Verdict verdict_of(const Certificate& certificate);
std::string_view to_words(Verdict verdict);

/// "never ‘observers’", "at least its value of no deal, 47 points", the case's own rule: without the name of
/// the party.
Text demand_alone(const Context& context, const Demand& demand);
/// Whose red line or value of no deal it is. Requires one of these.
std::string demanding_party(const Context& context, const Demand& demand);
/// With the name: "NATO allies: never ‘observers’", "the case's own logic: ...".
Text demand_phrase(const Context& context, const Demand& demand);

/// The certificate in one or two sentences that lead to its section.
Text central_in_brief(const Context& context);

}  // namespace offramp::briefing
