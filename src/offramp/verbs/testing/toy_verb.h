// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

/// A verb made the way docs/adding-a-verb.md says, for tests of the table: `count` says how many parties
/// of a case have a veto.
namespace offramp::verbs::toy {

Verb count_verb();

/// The program's table with one line more.
Table table_with_count();

}  // namespace offramp::verbs::toy
