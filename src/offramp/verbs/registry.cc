// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/registry.h"

#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/describe/describe.h"
#include "offramp/verbs/space/space.h"
#include "offramp/verbs/stocks/stocks.h"

namespace offramp::verbs {

const Table& registry() {
  static const Table table{{
                               list_verb(),          check_verb(),
                               read_verb(),          settle_verb(),
                               weigh_verb(),         pool_verb(),
                               brief_verb(),         compare_verb(),
                               new_verb(),           ask_verb(),
                               update_verb(),        seal_verb(),
                               schema_verb(),        space_info_verb(),
                               space_points_verb(),  space_frontier_verb(),
                               space_prove_verb(),   space_simulate_verb(),
                               space_convert_verb(), model_check_verb(),
                               model_run_verb(),     model_path_verb(),
                               model_loops_verb(),   model_sensitivity_verb(),
                               model_rare_verb(),    verbs_verb(),
                               completion_verb(),    manual_verb(),
                           },
                           {kSpace, kModel}};
  return table;
}

}  // namespace offramp::verbs
