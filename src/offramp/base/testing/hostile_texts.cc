// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/testing/hostile_texts.h"

#include <algorithm>

namespace offramp::testing {
namespace {

// A sound case up to the section to come. `i` is an issue with the options x and y, p and q its parties.
const std::string kHead =
    "offramp: 1\ntitle: t\nas_of: 2000-01-01\nsources:\n  s: {title: t}\n"
    "parties:\n  p: {name: P, veto: true}\n  q: {name: Q, veto: true}\n";
const std::string kIssues = "issues:\n  i: {name: I, options: {x: X, y: Y}}\n";
const std::string kWants =
    "interests:\n  p: {source: s, weight: {i: 1}, value: {i: {x: 100, y: 0}}}\n"
    "  q: {source: s, weight: {i: 1}, value: {i: {x: 60, y: 100}}}\n"
    "no_deal:\n  p: {value: 40, source: s}\n  q: {value: 30 to 80, source: s}\n";
const std::string kCase = kHead + kIssues + kWants;
const std::string kTypes = kCase + "types:\n  p: {a: {prior: 0.5, source: s}, b: {prior: 0.5, source: s}}\n";
const std::string kRow = "id,date,about,kind,likelihood:a,likelihood:b\n";
const std::string kXml = "<utility_space><objective index=\"0\" name=\"o\" type=\"objective\">";
const std::string kXmlEnd = "</objective></utility_space>";

HostileText row(std::string name, std::string unit) {
  return {std::move(name), {}, std::move(unit), {}};
}

}  // namespace

std::string HostileText::text(std::size_t size) const {
  std::string out = begin;
  const std::size_t stop = size - std::min(size, end.size());
  std::size_t number = 0;
  do {
    for (const char c : unit) {
      if (c == '#') {
        out += std::to_string(number);
      } else {
        out += c;
      }
    }
    ++number;
  } while (out.size() + unit.size() <= stop);
  return out + end;
}

const std::vector<HostileText>& hostile_marks() {
  static const std::vector<HostileText> all = {
      row("marks-open-square", "["),
      row("marks-open-brace", "{"),
      row("marks-open-both", "[{"),
      row("marks-open-key", "{a: "),
      row("marks-open-json", "{\"a\":["),
      row("marks-open-question", "[? "),
      row("marks-close", "]}"),
      row("marks-dash", "- "),
      row("marks-dash-line", "-\n"),
      row("marks-question", "? "),
      row("marks-colon", ":"),
      row("marks-comma", ","),
      row("marks-quote", "\""),
      row("marks-single-quote", "'"),
      row("marks-anchor", "&a "),
      row("marks-alias", "*a "),
      row("marks-tag", "!t "),
      row("marks-hash-line", "#a\n"),
      row("marks-bar", "|\n"),
      row("marks-percent", "%a\n"),
      row("marks-document", "---\n"),
      {"marks-late-percent", "a: 1\n...\n", "%a\n", ""},
      row("marks-line", "\n"),
      row("marks-tab", "\t"),
      row("marks-letter", "x"),
      row("marks-bad-byte", "\xFF"),
      row("marks-escape", "\x1b"),
      row("marks-direction", "\xE2\x80\xAE"),
      row("marks-xml-open", "<a>"),
      row("marks-xml-comment", "<!--"),
      row("marks-one-key", "a: 1\n"),
      row("marks-keys", "k#: 1\n"),
      row("marks-anchors", "- &a# b\n"),
      row("marks-list-keys", "[a]: 1\n"),
      {"marks-long-list", "[", "a,", "]"},
      {"marks-long-map", "{", "k#: 1,", "}"},
      {"marks-long-json", "{\"a\":[1", ",1", "]}"},
      {"marks-text", "a: \"", "x", "\"\n"},
      {"marks-escapes", "a: \"", "\\n", "\"\n"},
      {"marks-pairs", "a: '", "''", "'\n"},
      {"marks-lines", "a: \"", "x\n ", "\"\n"},
      {"marks-block", "a: |\n", " x\n", ""},
      {"marks-alias-lists", "- &a [x]\n", "- *a\n", ""},
  };
  return all;
}

const std::vector<HostileText>& hostile_cases() {
  static const std::vector<HostileText> all = {
      {"case-set-of-one-option", kCase + "feasible:\n  - \"i in {x", ", x", "}\"\n"},
      {"case-set-of-unknown-options", kCase + "feasible:\n  - \"i in {x", ", z#", "}\"\n"},
      {"case-set-in-braces", kCase + "feasible:\n  - i in {x", ", x", "}\n"},
      {"case-and", kCase + "feasible:\n  - i = x", " and i = x", "\n"},
      {"case-implies", kCase + "feasible:\n  - i = x", " implies i = x", "\n"},
      {"case-not", kCase + "feasible:\n  - ", "not ", "i = x\n"},
      {"case-parentheses", kCase + "feasible:\n  - \"", "(", "\"\n"},
      {"case-rules", kCase + "feasible:\n", "  - i = x\n", ""},
      {"case-two-sided-rules", kCase + "feasible:\n", "  - not (i = x and i = y)\n", ""},
      {"case-rules-about-nothing", kCase + "feasible:\n", "  - z# = x\n", ""},
      {"case-rules-broken", kCase + "feasible:\n", "  - i x\n", ""},
      {"case-red-lines", kCase + "red_lines:\n", "  - {party: p, never: i = x, kind: moral, source: s}\n",
       ""},
      {"case-digits", kHead + kIssues + kWants.substr(0, kWants.find("40")), "1",
       kWants.substr(kWants.find("40") + 2)},
      {"case-options", kHead + "issues:\n  i: {name: I, options: {x: X", ", o#: O", "}}\n" + kWants},
      {"case-same-option", kHead + "issues:\n  i: {name: I, options: {x: X", ", y: O", "}}\n" + kWants},
      {"case-issues", kHead + "issues:\n  i: {name: I, options: {x: X, y: Y}}\n",
       "  i#: {name: I, options: {x: X, y: Y}}\n", kWants},
      {"case-parties", kHead, "  p#: {name: P, veto: true}\n", kIssues + kWants},
      {"case-bad-names", kHead, "  P#: {nam: P}\n", kIssues + kWants},
      {"case-sources", "sources:\n  s: {title: t}\n", "  s#: {title: t}\n",
       "offramp: 1\ntitle: t\nas_of: 2000-01-01\n"},
      {"case-unknown-sources", kCase + "red_lines:\n  - {party: p, never: i = x, source: [s", ", z#", "]}\n"},
      {"case-unknown-sections", kCase, "k#: 1\n", ""},
      {"case-types", kCase + "types:\n  p:\n", "    t#: {prior: 0.001, source: s}\n", ""},
      {"case-evidence", kTypes + "evidence:\n",
       "  - {id: e#, date: 1999-01-01, what: w, about: p, kind: deed, likelihood: {a: 0.5, b: 0.4}, source: "
       "s}\n",
       ""},
      {"case-long-name", kHead + "issues:\n  ", "i", ": {name: I, options: {x: X, y: Y}}\n" + kWants},
      {"case-long-title", "title: ", "x", "\n" + kCase.substr(0, 11) + kCase.substr(20)},
      {"case-nested-values", kCase + "red_lines:\n  - ", "{value: ", "\n"},
      {"case-blanks", kCase + "feasible:\n  - \"i = x", "\xC2\xA0", "\"\n"},
  };
  return all;
}

const std::vector<HostileText>& hostile_tables() {
  static const std::vector<HostileText> all = {
      row("table-commas", ","),
      row("table-semicolons", ";"),
      row("table-quotes", "\""),
      row("table-columns", "likelihood:t#,"),
      row("table-one-column", "date,"),
      row("table-unknown-columns", "zzzz#,"),
      {"table-empty-rows", kRow, ",,,,,\n", ""},
      {"table-open-quotes", kRow, "\"a\n", ""},
      {"table-rows", kRow, "e#,1999-01-01,p,deed,0.5,0.4\n", ""},
      {"table-one-id", kRow, "e,1999-01-01,p,deed,0.5,0.4\n", ""},
      {"table-bad-dates", kRow, "e#,xx,p,deed,0.5,0.4\n", ""},
      {"table-two-orders", kRow, "e#,1/2/1999,p,deed,0.5,0.4\n", ""},
  };
  return all;
}

const std::vector<HostileText>& hostile_scenarios() {
  static const std::vector<HostileText> all = {
      {"scenario-json-options", "{\"issuesValues\":{\"a\":{\"values\":[\"x\"", ",\"x#\"", "]}}}"},
      {"scenario-json-one-option", "{\"issuesValues\":{\"a\":{\"values\":[\"x\"", ",\"x\"", "]}}}"},
      {"scenario-json-issues", "{\"issuesValues\":{\"a\":{\"values\":[\"x\"]}",
       ",\"i#\":{\"values\":[\"x\"]}", "}}"},
      {"scenario-json-weights",
       "{\"LinearAdditiveUtilitySpace\":{\"issueUtilities\":{\"a\":{\"discreteutils\":{\"x\":1}}},"
       "\"issueWeights\":{\"a\":1",
       ",\"z#\":0.1", "}}}"},
      {"scenario-json-profile", "{\"issueWeights\":{},\"issues\":{\"a\":{\"x\":1}", ",\"i#\":{\"x\":1}",
       "}}"},
      {"scenario-xml-items", kXml + "<issue index=\"1\" name=\"a\" type=\"discrete\" vtype=\"discrete\">",
       "<item index=\"#\" value=\"v#\" evaluation=\"1\"/>", "</issue>" + kXmlEnd},
      {"scenario-xml-one-item", kXml + "<issue index=\"1\" name=\"a\" type=\"discrete\" vtype=\"discrete\">",
       "<item index=\"1\" value=\"v\" evaluation=\"1\"/>", "</issue>" + kXmlEnd},
      {"scenario-xml-issues", kXml,
       "<issue index=\"#\" name=\"i#\" type=\"discrete\" vtype=\"discrete\"><item index=\"1\" "
       "value=\"v\"/></issue>",
       kXmlEnd},
      {"scenario-xml-weights", kXml, "<weight index=\"#\" value=\"0.1\"/>", kXmlEnd},
      {"scenario-yaml-values", "issues:\n- name: i\n  values: [a", ",a#", "]\n"},
      {"scenario-yaml-functions", "type: LinearAdditiveUtilityFunction\nweights: {}\nvalues:\n",
       "  i#: {type: TableFun, mapping: {a: 1}}\n", ""},
  };
  return all;
}

}  // namespace offramp::testing
