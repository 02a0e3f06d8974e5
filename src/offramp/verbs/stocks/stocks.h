// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

/// Questions about models of stocks and flows.
namespace offramp::verbs {

inline constexpr Group kModel{"model", "Models of stocks and flows: XMILE files, and YAML with chance"};

Verb model_check_verb();
Verb model_run_verb();
Verb model_path_verb();
Verb model_loops_verb();
Verb model_sensitivity_verb();
Verb model_rare_verb();

}  // namespace offramp::verbs
