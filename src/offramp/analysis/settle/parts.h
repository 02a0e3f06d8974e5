// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/ladder/leading.h"
#include "offramp/analysis/standing/context.h"

/// Parts of the answer of `settle`, one file each.
namespace offramp {

std::vector<BargainingPoint> bargaining_points(const SettleContext& context, std::string& no_points_because);

/// \name What is read off a context that has been settled, written into the result.
/// @{
void draw_map(const SettleContext& context, const std::vector<bool>& pareto,
              const std::vector<std::size_t>& best, SettleResult& result);
void describe_reservations(const SettleContext& context, SettleResult& result);
/// `agreed_in`: worlds of the judging half.
void split_by_type(const SettleContext& context, const std::vector<bool>& agreed_in, SettleResult& result);
void rank_actual(const SettleContext& context, SettleResult& result);
void compare_points(const SettleContext& context, SettleResult& result);
/// Require a ranked settlement.
void describe_ratifiers(const SettleContext& context, SettleResult& result);
void describe_spoilers(const SettleContext& context, SettleResult& result);
void describe_leads(const SettleContext& context, const Leading& leads, SettleResult& result);
/// What was believed of types, and how far words about them were.
void add_beliefs(const DrawnWorlds& drawn, SettleResult& result);
void describe_words(const Case& c, const WordTrust& trust, SettleResult& result);
/// @}
std::vector<IssueId> weightiest_issues(const Case& c);

}  // namespace offramp
