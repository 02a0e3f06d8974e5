// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/export/worlds_export.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <new>

#include "offramp/base/number/quantity.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/export/worlds_columns.h"

namespace offramp::briefing {
namespace {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char x : text) quoted += x == '"' ? std::string("\"\"") : std::string(1, x);
  return quoted + '"';
}

std::string quoted_name(const std::string& name) {
  std::string quoted = "\"";
  for (const char x : name) quoted += x == '"' ? std::string("\"\"") : std::string(1, x);
  return quoted + '"';
}

class Database {
 public:
  Database() {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    handle_.reset(raw);
    check(code);
  }
  void run(const std::string& sql) {
    check(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
  }
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
      throw SqliteError(handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code));
  }
  sqlite3* get() const { return handle_.get(); }
  std::string bytes() const {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> copy(
        sqlite3_serialize(handle_.get(), "main", &size, 0), sqlite3_free);
    if (!copy) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(copy.get()), static_cast<std::size_t>(size)};
  }

 private:
  struct Closer {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  std::unique_ptr<sqlite3, Closer> handle_;
};

class Insert {
 public:
  Insert(Database& db, const std::string& sql) : db_(db) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &raw, nullptr);
    statement_.reset(raw);
    db.check(code);
  }
  void bind(int at, std::int64_t value) { db_.check(sqlite3_bind_int64(statement_.get(), at, value)); }
  void bind(int at, double value) { db_.check(sqlite3_bind_double(statement_.get(), at, value)); }
  void bind(int at, const std::string& value) {
    db_.check(sqlite3_bind_text(statement_.get(), at, value.data(), static_cast<int>(value.size()),
                                SQLITE_TRANSIENT));
  }
  void step() {
    db_.check(sqlite3_step(statement_.get()));
    db_.check(sqlite3_reset(statement_.get()));
  }

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  Database& db_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

const char* sql_type(WorldsColumn::Type type) {
  return type == WorldsColumn::Type::whole ? "INTEGER" : type == WorldsColumn::Type::real ? "REAL" : "TEXT";
}

void write_worlds(Database& db, const std::vector<WorldsColumn>& columns, std::size_t worlds) {
  std::string names, marks;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    names += fmt::format("{}{} {} {}", k > 0 ? ", " : "", quoted_name(columns[k].name),
                         sql_type(columns[k].type), k == 0 ? "PRIMARY KEY" : "NOT NULL");
    marks += k > 0 ? ", ?" : "?";
  }
  db.run(fmt::format("CREATE TABLE worlds ({}) STRICT", names));
  Insert insert(db, fmt::format("INSERT INTO worlds VALUES ({})", marks));
  for (std::size_t w = 0; w < worlds; ++w) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      std::visit([&](const auto& value) { insert.bind(static_cast<int>(k) + 1, value); }, columns[k].at(w));
    }
    insert.step();
  }
}

void write_all(Database& db, const std::vector<WorldsColumn>& columns, const Case& c,
               const WeighResult& result) {
  db.run("BEGIN");
  write_worlds(db, columns, result.worlds);
  db.run(
      "CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT NOT NULL, unit TEXT NOT NULL, "
      "description TEXT NOT NULL) STRICT");
  {
    Insert insert(db, "INSERT INTO columns VALUES (?, ?, ?, ?)");
    for (const WorldsColumn& column : columns) {
      insert.bind(1, column.name);
      insert.bind(2, std::string(sql_type(column.type)));
      insert.bind(3, column.unit);
      insert.bind(4, column.description);
      insert.step();
    }
  }
  db.run("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
  Insert insert(db, "INSERT INTO about VALUES (?, ?)");
  const auto fact = [&](const char* name, const std::string& value) {
    insert.bind(1, std::string(name));
    insert.bind(2, value);
    insert.step();
  };
  fact("case", clean_text(c.title));
  fact("seed", fmt::format("{}", result.seed));
  fact("worlds", fmt::format("{}", result.worlds));
  fact("recommended", c.space().to_text(result.short_list.front().settlement));
  db.run("COMMIT");
}

}  // namespace

std::string worlds_csv(const Case& c, const WorldTable& table, const WeighResult& result) {
  const std::vector<WorldsColumn> columns = worlds_columns(c, table, result);
  std::string out;
  for (std::size_t k = 0; k < columns.size(); ++k) out += (k > 0 ? "," : "") + csv_field(columns[k].name);
  out += '\n';
  for (std::size_t w = 0; w < result.worlds; ++w) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) out += ',';
      const auto value = columns[k].at(w);
      if (const auto* whole = std::get_if<std::int64_t>(&value)) out += fmt::format("{}", *whole);
      if (const auto* real = std::get_if<double>(&value)) out += number_text(*real);
      if (const auto* text = std::get_if<std::string>(&value)) out += csv_field(*text);
    }
    out += '\n';
  }
  return out;
}

std::string worlds_sqlite(const Case& c, const WorldTable& table, const WeighResult& result) {
  Database db;
  write_all(db, worlds_columns(c, table, result), c, result);
  return db.bytes();
}

}  // namespace offramp::briefing
