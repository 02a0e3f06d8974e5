// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/case_counts.h"

/// What `check` and the briefing say of the case itself, field by field (describe/fields.h).
namespace offramp::briefing {

/// What is wrong with the case read with one person's numbers, and not with the case alone.
struct OverlayCheck {
  std::string analyst;
  std::size_t errors = 0, warnings = 0;
  std::vector<Diagnostic> diagnostics;
};

/// Everything that is wrong with one file, and with the overlays beside it.
struct CheckAnswer {
  std::string file;
  std::size_t errors = 0, warnings = 0;
  std::vector<Diagnostic> diagnostics;
  std::vector<OverlayCheck> analysts;
};

struct BasisCounts {
  CaseCounts n;
};
struct ConfidenceCounts {
  CaseCounts n;
};

template <class V>
void fields(V& v, const BasisCounts& of) {
  v("stated", of.n.stated, "by a source");
  v("derived", of.n.derived, "from a source");
  v("judgement", of.n.judgement, "of an analyst");
}

template <class V>
void fields(V& v, const ConfidenceCounts& of) {
  v("high", of.n.high, "inputs");
  v("moderate", of.n.moderate, "inputs");
  v("low", of.n.low, "inputs");
  v("unstated", of.n.unstated, "inputs");
}

template <class V>
void fields(V& v, const CaseCounts& n) {
  v("parties", n.parties, "in the case");
  v("issues", n.issues, "in the case");
  v("settlements", Whole{n.settlements}, "all combinations of options");
  v("red_lines", n.red_lines, "in the case");
  v("red_lines_uncertain", n.red_lines_uncertain, "that hold in a share of worlds only");
  v("sources", n.sources, "in the case");
  v("inputs", n.inputs, "numbers");
  v("uncertain", n.uncertain, "numbers that are distributions");
  v("unsourced", n.unsourced, "neither anchors nor with a source");
  v.when(n.placeholders > 0, "placeholders", n.placeholders, "numbers that are there to be replaced");
  v("anchors", n.anchors, "exact 0 or 100 that fix the end of a scale");
  v("used", n.inputs - n.anchors, "inputs without anchors");
  v("basis", BasisCounts{n}, "anchors left out");
  v("confidence", ConfidenceCounts{n}, "anchors left out");
}

template <class V>
void fields(V& v, const Diagnostic& d) {
  v("severity", Word{d.severity == Severity::error ? "error" : "warning"}, "error or warning");
  v.when(!d.in.empty(), "in", d.in,
         "what lines count in, where it is not the file: a setting, or an analyst's overlay");
  v("line", d.place.line, "from 1; 0: of the whole file");
  v("column", d.place.column, "from 1, in characters");
  v("length", d.place.length, "characters it is about");
  v("message", d.message, "what is wrong");
  v("hint", d.hint, "what may help");
  v.when(!d.name.empty(), "name", d.name, "of a warning that can be acknowledged");
}

template <class V>
void fields(V& v, const OverlayCheck& overlay) {
  v("analyst", overlay.analyst, "whose numbers, analysts/NAME.yaml");
  v("errors", overlay.errors, "with these numbers and not without");
  v("warnings", overlay.warnings, "with these numbers and not without");
  v("diagnostics", overlay.diagnostics, "in order of place");
}

template <class V>
void fields(V& v, const CheckAnswer& answer) {
  v("file", answer.file, "that was read");
  settings_field(v);
  v("errors", answer.errors, "how many");
  v("warnings", answer.warnings, "how many");
  v("diagnostics", answer.diagnostics, "in order of place");
  v.when(!answer.analysts.empty(), "analysts", answer.analysts, "each overlay beside the case");
}

}  // namespace offramp::briefing
