// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "offramp/analysis/weigh/weigh.h"

/// The table of worlds for R, pandas and SQL: one row a world, columns as in docs/weigh.md.
namespace offramp::briefing {

/// RFC 4180, UTF-8, one header line, lines end in "\n"; numbers in the shortest form that reads back as the
/// same double, types by their identifiers.
std::string worlds_csv(const Case& c, const WorldTable& table, const WeighResult& result);

/// An SQLite 3 database with STRICT tables `worlds`, `columns` and `about`; the whole file or what was
/// there before. Returns what went wrong.
std::optional<std::string> write_worlds_sqlite(const std::filesystem::path& path, const Case& c,
                                               const WorldTable& table, const WeighResult& result);

}  // namespace offramp::briefing
