// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "offramp/analysis/weigh/weigh.h"

/// The table of worlds for R, pandas and SQL: one row a world, columns as in docs/weigh.md.
namespace offramp::briefing {

/// RFC 4180, UTF-8, one header line, lines end in "\n"; numbers in the shortest form that reads back as the
/// same double, types by their identifiers.
std::string worlds_csv(const Case& c, const WorldTable& table, const WeighResult& result);

/// SQLite's own words.
struct SqliteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The bytes of an SQLite 3 database with STRICT tables `worlds`, `columns` and `about`, made in memory.
/// @throws SqliteError when SQLite cannot hold the table: more than 2,000 columns.
std::string worlds_sqlite(const Case& c, const WorldTable& table, const WeighResult& result);

}  // namespace offramp::briefing
