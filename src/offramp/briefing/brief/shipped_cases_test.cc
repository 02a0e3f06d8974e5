// SPDX-License-Identifier: Apache-2.0
// What must hold of the briefing of every case that is shipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/html.h"
#include "offramp/case/file/reader.h"

namespace offramp::briefing {
namespace {

struct Shipped {
  std::string text;
  Case c;
  Document document;
  std::string html;
  bool weighed = false;
};

Shipped make(const std::string& name) {
  const std::string path = checkout::root() + "/cases/" + name + "/case.yaml";
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  Shipped s;
  s.text.assign(std::istreambuf_iterator<char>(file), {});
  LoadedCase read = read_case(path, s.text);
  EXPECT_TRUE(read.value.has_value()) << read.diagnostics.to_text();
  s.c = std::move(read.value).value_or(Case{});
  CaseRun run(s.c, {.worlds = 256});
  WeighOptions weighing;
  weighing.complete = false;
  run.set(weighing);
  const BriefResult told = *brief(run);
  s.weighed = told.weighed != nullptr;
  s.document = compose_briefing(s.c, *told.settled, told.belief, told.weighed);
  s.html = render_html(s.document);
  return s;
}

/// One briefing a case for all tests.
const Shipped& shipped(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Shipped>> made;
  auto& entry = made[name];
  if (!entry) entry = std::make_unique<Shipped>(make(name));
  return *entry;
}

struct ShippedCase : testing::TestWithParam<const char*> {
  const Shipped& s = shipped(GetParam());
};

INSTANTIATE_TEST_SUITE_P(All, ShippedCase,
                         testing::Values("kosovo-1999", "ukraine-2022", "aceh-2005", "panama-canal-1974",
                                         "scorable-base", "scorable-game1"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// ------------------------------------------------------------------ from a number back to its inputs

using Links = std::set<std::string>;

void add_links(const Text& text, Links& links) {
  for (const Span& span : text) {
    if (span.target.starts_with("#")) links.insert(span.target.substr(1));
  }
}

/// What can be read at each anchor: the links of its row with those of the table's caption, of its item, of
/// its figure; for a heading or a section, of all that stands under it.
class Places {
 public:
  explicit Places(const Document& document) {
    for (const Section& section : document.sections) {
      section_ = section.id;
      heading_.clear();
      for (const Block& block : section.blocks) {
        std::visit([&](const auto& b) { add(b); }, block);
      }
    }
  }

  bool leads_to_inputs(const Links& start) const {
    Links seen;
    std::vector<std::string> open(start.begin(), start.end());
    while (!open.empty()) {
      const std::string here = open.back();
      open.pop_back();
      if (!seen.insert(here).second) continue;
      if (roots.count(here) > 0) return true;
      const auto at = links_.find(here);
      if (at != links_.end()) open.insert(open.end(), at->second.begin(), at->second.end());
    }
    return false;
  }

  /// Where a walk ends: the numbers, the red lines, the parties and the sources that the case states.
  Links roots{"assumptions", "table-red-lines", "table-parties", "sources"};

 private:
  void put(const std::string& id, const Links& links) {
    for (const std::string& to : {id, section_, heading_}) {
      if (!to.empty()) links_[to].insert(links.begin(), links.end());
    }
  }
  void add(const Paragraph& p) {
    Links links;
    add_links(p.text, links);
    put("", links);
  }
  void add(const Heading& h) { heading_ = h.id; }
  void add(const Bullets& b) {
    for (std::size_t i = 0; i < b.items.size(); ++i) {
      Links links;
      add_links(b.items[i], links);
      put(i < b.ids.size() ? b.ids[i] : "", links);
    }
  }
  void add(const Table& table, const std::string& figure = {}) {
    Links caption;
    add_links(table.caption, caption);
    put(table.id, caption);
    for (const Row& row : table.rows) {
      if (section_ == "assumptions" || table.id == "table-red-lines") roots.insert(row.id);
      Links links = caption;
      for (const Cell& cell : row.cells) add_links(cell.text, links);
      put(row.id, links);
      links_[table.id].insert(links.begin(), links.end());
      links_[figure].insert(links.begin(), links.end());
    }
  }
  void add(const Figure& f) {
    Links links;
    add_links(f.caption, links);
    put(f.id, links);
    add(f.data, f.id);
  }

  std::map<std::string, Links> links_;
  std::string section_, heading_;
};

class NumberCheck {
 public:
  NumberCheck(const Shipped& s, const Places& places) : s_(s), places_(places) {}

  void sentence(const Text& text, const Links& around = {}) {
    for (const Span& span : text) {
      if (span.kind == Span::Kind::figure) {
        Links start = around;
        if (span.target.starts_with("#")) start.insert(span.target.substr(1));
        EXPECT_TRUE(places_.leads_to_inputs(start))
            << "‘" << span.text << "’ (" << span.pointer << ", target ‘" << span.target
            << "’) in: " << plain(text);
        ++numbers;
      } else if (span.kind == Span::Kind::quoted) {
        stands_in_the_case(span.text, plain(text));
      }
    }
  }

  void table(const Table& table, const Links& around) {
    Links caption = around;
    add_links(table.caption, caption);
    sentence(table.caption);
    for (const Row& row : table.rows) {
      Links links = caption;
      for (const Cell& cell : row.cells) add_links(cell.text, links);
      if (!row.id.empty()) links.insert(row.id);
      for (const Cell& cell : row.cells) sentence(cell.text, links);
    }
  }

  std::size_t numbers = 0;

 private:
  // Numbers that are no figures are the case's own (dates, names, "resolution 1244") or belong to the name of
  // a publication: "Nash (1950)", "ICD 203".
  void stands_in_the_case(const std::string& text, const std::string& where) {
    static const std::regex number("[0-9]+"), published(
                                                  "\\([0-9]{4}\\)|ICD 203|^203 |1918 to 2017|1946 to "
                                                  "2020|version 14|Termination 3-2021|Kreutz 2010");
    const std::string own = std::regex_replace(text, published, "");
    for (std::sregex_iterator i(own.begin(), own.end(), number), end; i != end; ++i) {
      const std::string digits = i->str();
      const bool date = digits.size() <= 2;  // of an ISO date in the file, without its nought; or a rank
      EXPECT_TRUE(date || s_.text.find(digits) != std::string::npos) << digits << " in: " << where;
    }
  }

  const Shipped& s_;
  const Places& places_;
};

TEST_P(ShippedCase, EveryNumberLeadsToItsInputs) {
  const Places places(s.document);
  NumberCheck check(s, places);
  for (const Text& fact : s.document.facts) check.sentence(fact);
  for (const Section& section : s.document.sections) {
    if (section.id == "assumptions" || section.id == "sources") continue;
    for (const Block& block : section.blocks) {
      if (const auto* p = std::get_if<Paragraph>(&block)) check.sentence(p->text);
      if (const auto* h = std::get_if<Heading>(&block)) check.sentence(h->text);
      if (const auto* b = std::get_if<Bullets>(&block)) {
        for (const Text& item : b->items) check.sentence(item);
      }
      if (const auto* t = std::get_if<Table>(&block)) check.table(*t, {});
      if (const auto* f = std::get_if<Figure>(&block)) {
        check.sentence(f->title);
        check.sentence(f->caption);
        Links around{f->id};
        add_links(f->caption, around);
        check.table(f->data, around);
      }
    }
  }
  EXPECT_GT(check.numbers, 50u);
}

TEST_P(ShippedCase, EveryInputHasARowAndEveryLinkLeadsSomewhere) {
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\""), link("href=\"#([^\"]*)\"");
  for (std::sregex_iterator i(s.html.begin(), s.html.end(), id), end; i != end; ++i) {
    EXPECT_TRUE(ids.insert((*i)[1]).second) << "twice: " << (*i)[1];
  }
  for (std::sregex_iterator i(s.html.begin(), s.html.end(), link), end; i != end; ++i) {
    EXPECT_EQ(ids.count((*i)[1]), 1u) << "leads nowhere: " << (*i)[1];
  }
  for (std::size_t i = 0; i < s.c.inputs.size(); ++i) {
    EXPECT_EQ(ids.count("input-" + std::to_string(i + 1)), 1u) << s.c.inputs[i].path;
  }
}

// ------------------------------------------------------------------ words

/// The page without its markup and style; a tag is a border of a text.
std::string visible(const std::string& html) {
  std::string out;
  bool tag = false;
  for (std::size_t i = html.find("<body>"); i < html.size(); ++i) {
    if (html[i] == '<') tag = true;
    if (!tag) out += html[i];
    if (html[i] == '>') {
      tag = false;
      out += '\n';
    }
  }
  return out;
}

TEST_P(ShippedCase, ShowsNoIdentifierOfTheFile) {
  const std::regex word("[A-Za-z0-9]+(_[A-Za-z0-9]+)+|`");
  const std::string text = visible(s.html);
  for (std::sregex_iterator i(text.begin(), text.end(), word), end; i != end; ++i) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, i->position() - 60));
    ADD_FAILURE() << i->str() << " in: " << text.substr(at, 120);
  }
  for (const Source& source : s.c.sources) {
    if (source.id.find_first_of("0123456789") == std::string::npos) continue;
    EXPECT_EQ(text.find(source.id), std::string::npos) << source.id;
  }
}

TEST_P(ShippedCase, LikelihoodAndConfidenceNeverShareASentence) {
  const std::regex likelihood(
      "almost no chance|unlikely|likely|probabl|roughly even|almost certain|chance|[0-9] %|percentage point",
      std::regex::icase);
  const std::regex confidence("confiden", std::regex::icase), stop("[.;?!] |[.;?!]$");
  std::size_t spoken = 0;
  const auto check = [&](const std::string& all) {
    for (std::sregex_token_iterator i(all.begin(), all.end(), stop, -1), end; i != end; ++i) {
      const std::string sentence = *i;
      if (!std::regex_search(sentence, confidence)) continue;
      ++spoken;
      EXPECT_FALSE(std::regex_search(sentence, likelihood)) << sentence;
    }
  };
  for_each_text(s.document, [&](const Text& text) { check(plain(text)); });
  for (const Section& section : s.document.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* figure = std::get_if<Figure>(&block)) check(figure->description);
    }
  }
  EXPECT_GT(spoken, 0u);
}

std::size_t place_of(const Document& document, const std::string& id) {
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    if (document.sections[i].id == id) return i;
  }
  return document.sections.size();
}

TEST_P(ShippedCase, SaysWhatItRestsOnBeforeWhatIsAccepted) {
  const std::size_t rests = place_of(s.document, "rests-on");
  ASSERT_LT(rests, s.document.sections.size());
  for (const char* later : {"map", "acceptance", "ranked", "robust", "fairness", "off-ramps", "central"}) {
    EXPECT_LT(rests, place_of(s.document, later)) << later;
  }
  const std::string& html = s.html;
  EXPECT_LT(html.find("<strong>What this rests on. </strong>"),
            html.find("<strong>Most accepted. </strong>"));
  EXPECT_EQ(s.weighed, html.find("<strong>Flip points. </strong>") != std::string::npos);
}

TEST_P(ShippedCase, DrawsWhatTheEvidenceSays) {
  if (s.c.evidence.empty()) GTEST_SKIP() << "the case has no evidence";
  for (const char* part : {"id=\"figure-words-deeds\"", "id=\"watch\"", "id=\"reading-limits\""})
    EXPECT_NE(s.html.find(part), std::string::npos) << part;
  std::set<std::string> about;
  for (const EvidenceItem& item : s.c.evidence) {
    if (const auto party = item.about_types()) about.insert(s.c.parties[party->index()].id);
  }
  for (const std::string& id : about) {
    EXPECT_NE(s.html.find("id=\"figure-beliefs-" + anchor_part(id) + "\""), std::string::npos) << id;
    EXPECT_NE(s.html.find("id=\"figure-evidence-" + anchor_part(id) + "\""), std::string::npos) << id;
  }
}

// ------------------------------------------------------------------ for every reader

TEST_P(ShippedCase, DrawingsSpeakAndHeadingsStepDownOneAtATime) {
  std::size_t drawings = 0;
  const std::regex svg("<svg [^>]*>(<title[^>]*>([^<]*)</title>)?(<desc[^>]*>([^<]*)</desc>)?");
  for (std::sregex_iterator i(s.html.begin(), s.html.end(), svg), end; i != end; ++i) {
    if (i->str().find("aria-hidden=\"true\"") != std::string::npos) continue;
    ++drawings;
    EXPECT_NE(i->str().find("role=\"img\""), std::string::npos);
    EXPECT_FALSE((*i)[2].str().empty()) << i->str();
    EXPECT_FALSE((*i)[4].str().empty()) << i->str();
  }
  EXPECT_GE(drawings, 4u);
  char before = '0';
  const std::regex heading("<h([1-6])");
  for (std::sregex_iterator i(s.html.begin(), s.html.end(), heading), end; i != end; ++i) {
    const char level = (*i)[1].str()[0];
    EXPECT_LE(level, before + 1) << "after h" << before;
    before = level;
  }
  EXPECT_NE(s.html.find("<html lang=\"en\">"), std::string::npos);
}

}  // namespace
}  // namespace offramp::briefing
