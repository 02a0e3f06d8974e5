// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/verbs/model/verb.h"

/// What the completions of all shells share.
namespace offramp::verbs {

/// What a shell should offer where a value or an operand is due.
enum class Offer { nothing, words, files, folders, cases };
Offer offer_for(const Option& option);
Offer offer_for(const Operand& operand);

bool takes_value(const Option& option);
/// With blanks between.
std::string joined(std::span<const std::string_view> words);
/// In single quotes of a POSIX shell and of zsh.
std::string single_quoted(std::string_view text);

/// Names that may follow `offramp`: verbs outside groups, then groups.
std::vector<std::string_view> first_words(const Table& table);
std::vector<const Verb*> members(const Table& table, const Group& group);

}  // namespace offramp::verbs
