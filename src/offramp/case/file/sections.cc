// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/sections.h"

#include "offramp/case/sections/after/sections.h"
#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {

SectionList all_sections() {
  static const std::vector<Section> list{
      head_section(),      crisis_section(),        sources_section(),      parties_section(),
      issues_section(),    feasible_section(),      interests_section(),    red_lines_section(),
      polls_section(),     ends_section(),          no_deal_section(),      acceptance_section(),
      ratifiers_section(), spoilers_section(),      aims_section(),         explanations_section(),
      types_section(),     circumstances_section(), joint_types_section(),  consistency_scale_section(),
      evidence_section(),  watch_section(),         contacts_section(),     calendar_section(),
      talk_section(),      clauses_section(),       factors_section(),      drafts_section(),
      actual_section(),    variants_section(),      acknowledged_section(),
  };
  return list;
}

Shape file_shape(SectionList sections) {
  std::vector<Field> fields;
  for (const Section& section : sections)
    fields.insert(fields.end(), section.fields.begin(), section.fields.end());
  return record("case", "A case of Offramp: what an analyst believes about one conflict.", std::move(fields));
}

}  // namespace offramp::case_file
