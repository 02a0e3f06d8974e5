// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/removal.h"

#include <algorithm>
#include <limits>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/evidence/model/belief.h"
#include "offramp/evidence/model/part.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kBlock = 64;

// One component in all worlds: its marginals, and every row given every other row.
struct Linked {
  std::size_t rows = 0;
  std::vector<std::size_t> first;    // row of the component where each member begins, and the end
  std::vector<double> log_marginal;  // [row * worlds + world]
  std::vector<double> given;  // [(row * rows + other) * worlds + world]: P(other | row); empty when alone
};

// The cells in which the member has hypothesis h, the others impossible; empty when none is possible.
void condition(const Component& component, std::size_t member, std::size_t h,
               const std::vector<double>& cells, std::vector<double>& out) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  out.assign(cells.size(), kNever);
  bool possible = false;
  for (std::size_t n = 0; n < cells.size(); ++n) {
    if (component.hypothesis(n, member) != h) continue;
    out[n] = cells[n];
    possible = possible || cells[n] > kNever;
  }
  if (!possible) out.clear();
}

Linked link(const Dossier& dossier, std::size_t c, const std::vector<double>& sums,
            const RunControl& control) {
  const Component& component = dossier.components()[c];
  const std::size_t worlds = dossier.worlds();
  Linked linked;
  linked.first.push_back(0);
  for (const std::size_t count : component.count) linked.first.push_back(linked.first.back() + count);
  linked.rows = linked.first.back();
  linked.log_marginal.resize(linked.rows * worlds);
  const std::size_t members = component.subjects.size();
  if (members > 1) linked.given.assign(linked.rows * linked.rows * worlds, 0.0);
  parallel_blocks(
      worlds, kBlock, control, "linking subjects", [&](std::size_t, std::size_t begin, std::size_t end) {
        std::vector<double> cells(component.cells), slice, marginal;
        for (std::size_t k = begin; k < end; ++k) {
          dossier.log_cells(c, k, sums, cells);
          for (std::size_t m = 0; m < members; ++m) {
            marginal.resize(component.count[m]);
            dossier.log_marginal(c, m, cells, marginal);
            for (std::size_t h = 0; h < marginal.size(); ++h) {
              linked.log_marginal[(linked.first[m] + h) * worlds + k] = marginal[h];
            }
            for (std::size_t h = 0; h < component.count[m] && members > 1; ++h) {
              condition(component, m, h, cells, slice);
              if (slice.empty()) continue;
              std::vector<double> other;
              for (std::size_t o = 0; o < members; ++o) {
                other.resize(component.count[o]);
                dossier.log_marginal(c, o, slice, other);
                for (std::size_t g = 0; g < other.size(); ++g) {
                  linked.given[((linked.first[m] + h) * linked.rows + linked.first[o] + g) * worlds + k] =
                      portable_exp(other[g]);
                }
              }
            }
          }
        }
      });
  return linked;
}

// The posterior of all rows of the component, [row * worlds + world], after subtracting `part` (of one
// member) `times` times.
void reweigh(const Linked& linked, std::size_t member, const std::vector<double>& part, double times,
             std::size_t worlds, std::vector<double>& out) {
  const std::size_t own = linked.first[member];
  const std::size_t count = linked.first[member + 1] - own;
  out.assign(linked.rows * worlds, 0.0);
  std::vector<double> p(count);
  for (std::size_t k = 0; k < worlds; ++k) {
    for (std::size_t h = 0; h < count; ++h)
      p[h] = linked.log_marginal[(own + h) * worlds + k] - times * part[h * worlds + k];
    normalise_logs(p);
    if (linked.given.empty()) {
      for (std::size_t h = 0; h < count; ++h) out[h * worlds + k] = p[h];
      continue;
    }
    for (std::size_t h = 0; h < count; ++h) {
      for (std::size_t row = 0; row < linked.rows; ++row) {
        out[row * worlds + k] += p[h] * linked.given[((own + h) * linked.rows + row) * worlds + k];
      }
    }
  }
}

class Remover {
 public:
  Remover(const Dossier& dossier, const RunControl& control) : dossier_(dossier), parts_(dossier, {}) {
    const std::vector<double> sums = dossier.evidence({}, control);
    for (std::size_t c = 0; c < dossier.components().size(); ++c) {
      linked_.push_back(link(dossier, c, sums, control));
      const Linked& linked = linked_.back();
      std::vector<double> now(linked.log_marginal);
      for (double& p : now) p = portable_exp(p);
      now_.push_back(std::move(now));
    }
  }

  std::size_t rows(std::size_t subject) const { return linked_[dossier_.component_of(subject)].rows; }

  void item(std::uint32_t i, Removals::List& list, std::vector<Flip>& flips,
            std::vector<Flip>& planted) const {
    std::vector<double> part;
    parts_.item(i, part);
    remove(i, dossier_.model().items.about(i), part, list, flips, planted);
  }
  void cluster(std::uint32_t n, Removals::List& list, std::vector<Flip>& flips,
               std::vector<Flip>& planted) const {
    std::vector<double> part;
    parts_.cluster(n, part);
    remove(n, dossier_.clusters()[n].subject, part, list, flips, planted);
  }

 private:
  void remove(std::uint32_t index, std::uint32_t subject, const std::vector<double>& part,
              Removals::List& list, std::vector<Flip>& flips, std::vector<Flip>& planted) const {
    const std::size_t c = dossier_.component_of(subject);
    const Component& component = dossier_.components()[c];
    const auto member = static_cast<std::size_t>(
        std::lower_bound(component.subjects.begin(), component.subjects.end(), subject) -
        component.subjects.begin());
    std::vector<double> p;
    reweigh(linked_[c], member, part, 1.0, dossier_.worlds(), p);
    record(index, c, p, list.without.data() + list.begin[index], flips);
    reweigh(linked_[c], member, part, 2.0, dossier_.worlds(), p);
    record(index, c, p, list.reversed.data() + list.begin[index], planted);
  }

  void record(std::uint32_t index, std::size_t c, const std::vector<double>& p, double* means,
              std::vector<Flip>& flips) const {
    const Linked& linked = linked_[c];
    const std::size_t worlds = dossier_.worlds();
    std::vector<double> before(linked.rows, 0.0);
    for (std::size_t row = 0; row < linked.rows; ++row) {
      double sum = 0.0;
      for (std::size_t k = 0; k < worlds; ++k) {
        sum += p[row * worlds + k];
        before[row] += now_[c][row * worlds + k];
      }
      means[row] = sum / static_cast<double>(worlds);
      before[row] /= static_cast<double>(worlds);
    }
    for (std::size_t m = 0; m + 1 < linked.first.size(); ++m) {
      const std::size_t from = linked.first[m];
      const std::size_t count = linked.first[m + 1] - from;
      const std::uint32_t old = best(&before[from], count, 1);
      const std::uint32_t fresh = best(means + from, count, 1);
      if (old == fresh) continue;
      std::size_t changed = 0;
      for (std::size_t k = 0; k < worlds; ++k) {
        if (best(&now_[c][from * worlds + k], count, worlds) != best(&p[from * worlds + k], count, worlds))
          ++changed;
      }
      flips.push_back({index, dossier_.components()[c].subjects[m], old, fresh,
                       before[from + old] - means[from + old],
                       static_cast<double>(changed) / static_cast<double>(worlds)});
    }
  }

  static std::uint32_t best(const double* p, std::size_t count, std::size_t stride) {
    std::size_t leader = 0;
    for (std::size_t h = 1; h < count; ++h) {
      if (p[h * stride] > p[leader * stride]) leader = h;
    }
    return static_cast<std::uint32_t>(leader);
  }

  const Dossier& dossier_;
  Parts parts_;
  std::vector<Linked> linked_;
  std::vector<std::vector<double>> now_;
};

void sort_flips(std::vector<Flip>& flips) {
  std::stable_sort(flips.begin(), flips.end(), [](const Flip& a, const Flip& b) { return a.drop > b.drop; });
}

template <class Call>
void fill(std::size_t size, Removals::List& list, const RunControl& control, Call call) {
  list.without.resize(list.begin.back());
  list.reversed.resize(list.begin.back());
  std::vector<std::vector<Flip>> flips(block_count(size, kBlock)), planted(flips.size());
  parallel_blocks(size, kBlock, control, "leaving out",
                  [&](std::size_t block, std::size_t begin, std::size_t end) {
                    for (std::size_t n = begin; n < end; ++n)
                      call(static_cast<std::uint32_t>(n), flips[block], planted[block]);
                  });
  for (std::size_t b = 0; b < flips.size(); ++b) {
    list.false_flips.insert(list.false_flips.end(), flips[b].begin(), flips[b].end());
    list.planted_flips.insert(list.planted_flips.end(), planted[b].begin(), planted[b].end());
  }
  sort_flips(list.false_flips);
  sort_flips(list.planted_flips);
}

}  // namespace

Removals removals(const Dossier& dossier, const RunControl& control) {
  const Remover remover(dossier, control);
  Removals result;
  const Items& items = dossier.model().items;
  result.items.begin.push_back(0);
  for (std::size_t i = 0; i < items.size(); ++i) {
    result.items.begin.push_back(result.items.begin.back() + remover.rows(items.about(i)));
  }
  result.groups.begin.push_back(0);
  for (const Cluster& cluster : dossier.clusters()) {
    result.groups.begin.push_back(result.groups.begin.back() + remover.rows(cluster.subject));
  }
  fill(items.size(), result.items, control,
       [&](std::uint32_t n, auto& flips, auto& planted) { remover.item(n, result.items, flips, planted); });
  fill(dossier.clusters().size(), result.groups, control, [&](std::uint32_t n, auto& flips, auto& planted) {
    remover.cluster(n, result.groups, flips, planted);
  });
  return result;
}

}  // namespace offramp::evidence
