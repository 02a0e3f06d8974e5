// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"
#include "offramp/evidence/model/model.h"
#include "offramp/evidence/posterior/watch.h"

/// A case's hidden types and evidence as the evidence engine reads them.
namespace offramp {

/// Parties that have types, in party order.
std::vector<PartyId> typed_parties(const Case& c);

/// What is hidden and drawn from what the evidence says: subject s of the model is entry s. Parties that have
/// types, in party order; then circumstances; then red lines that some evidence is about.
std::vector<Hidden> hidden_things(const Case& c);

/// Hypothesis h of a subject is type h of its party, or of a circumstance or red line 0 for yes and 1 for no;
/// after them come subjects that combine what an item is about with what its likelihoods depend on. Item i of
/// the model is c.evidence[i]. Priors, factors of joint_types and likelihoods are those of each world of the
/// table. A likelihood that a wide interval has drawn to the ends of (0, 1) in some world is held 10^-9 away
/// from them: nothing seen is certain or impossible. An ungraded item has the case format's default grade, F6
/// (neither can be judged). Requires a table that `sample` made for this case.
evidence::Model evidence_model(const Case& c, const WorldTable& table);

/// Watch w is c.watch[w]; likelihoods and costs per world.
std::vector<evidence::Watch> watch_list(const Case& c, const WorldTable& table);

/// Days since 1970-01-01 of an item; the earliest day there is for one without a date that exists.
std::int32_t day_of(const EvidenceItem& item);

}  // namespace offramp
