// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/case_counts.h"

namespace offramp::briefing {
namespace {

void count_provenance(const Provenance& provenance, CaseCounts& n) {
  switch (provenance.basis) {
    case Basis::stated:
      ++n.stated;
      break;
    case Basis::derived:
      ++n.derived;
      break;
    case Basis::judgement:
      ++n.judgement;
      break;
  }
  switch (provenance.confidence) {
    case Confidence::high:
      ++n.high;
      break;
    case Confidence::moderate:
      ++n.moderate;
      break;
    case Confidence::low:
      ++n.low;
      break;
    case Confidence::unstated:
      ++n.unstated;
      break;
  }
  if (provenance.sources.empty()) ++n.unsourced;
}

}  // namespace

bool is_anchor(const Quantity& quantity) {
  return !quantity.uncertain() && (quantity.median() == 0.0 || quantity.median() == 100.0);
}

CaseCounts count_case(const Case& c) {
  CaseCounts n;
  n.parties = c.parties.size();
  n.issues = c.issues.size();
  n.red_lines = c.red_lines.size();
  n.sources = c.sources.size();
  n.inputs = c.inputs.size();
  n.placeholders = c.placeholders();
  n.settlements = 1.0;
  for (const Issue& issue : c.issues) n.settlements *= static_cast<double>(issue.options.size());
  for (const RedLine& line : c.red_lines) n.red_lines_uncertain += line.unacceptable_to.has_value() ? 1 : 0;
  for (const Input& input : c.inputs) {
    if (input.quantity.uncertain()) ++n.uncertain;
    if (is_anchor(input.quantity)) {
      ++n.anchors;
    } else {
      count_provenance(input.quantity.provenance, n);
    }
  }
  return n;
}

}  // namespace offramp::briefing
