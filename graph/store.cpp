// SPDX-License-Identifier: Apache-2.0
// Properties are JSON text in the database (graph/property_text.h), so that any SQLite tool can
// look inside; types of relationships and labels are plain words.
#include "graph/store.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>

#include "base/error.h"
#include "base/json.h"
#include "base/messages.h"
#include "graph/property_text.h"
#include "graph/snapshot.h"

namespace hoego {

namespace {

constexpr int kApplicationId = 0x686F6567;  // "hoeg"
// Below this many nodes and relationships the database is read as fast as anyone can tell.
constexpr size_t kWorthASnapshot = 50'000;

// From version n - 1 to n; a new file goes through all.
constexpr const char* kMigrations[] = {
    R"(CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
       CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE nodes (id INTEGER PRIMARY KEY, labels TEXT NOT NULL,
                           properties TEXT NOT NULL, types TEXT);
       CREATE TABLE relationships (id INTEGER PRIMARY KEY, source INTEGER NOT NULL,
                                   target INTEGER NOT NULL, type TEXT NOT NULL,
                                   properties TEXT, types TEXT);
       CREATE TABLE posts (source TEXT PRIMARY KEY, hash TEXT NOT NULL, size INTEGER NOT NULL,
                           modified INTEGER NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
       INSERT INTO state VALUES ('counter', 0), ('identity', 0), ('node_limit', 0),
                                ('relationship_limit', 0), ('labels', '[]'), ('types', '[]'),
                                ('keys', '[]');)",
};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));

[[noreturn]] void fail(sqlite3* db, int code, const std::string& path) {
  int primary = code & 0xFF;
  std::string said = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (primary) {
    case SQLITE_NOTADB:
      throw Error(ErrorKind::kInput, say("{} is no hoego graph", path),
                  say("a graph is made by `hoego ingest POSTS -g {}` in a new file", path));
    case SQLITE_CORRUPT:
      throw Error(ErrorKind::kInput, say("{} is damaged: {}", path, said),
                  say("make it again from the posts with `hoego ingest`, in a new file"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorKind::kEnvironment, say("{} is being written by another program", path),
                  say("wait until that has ended and run the command again"));
    case SQLITE_READONLY:
      throw Error(ErrorKind::kEnvironment, say("cannot write {}: it may only be read", path),
                  say("change its permissions or those of its folder, or copy it elsewhere"));
    case SQLITE_FULL:
      throw Error(ErrorKind::kEnvironment, say("cannot write {}: no space left", path),
                  say("free some space and run the command again; the old graph is untouched"));
    case SQLITE_CANTOPEN:
      throw Error(ErrorKind::kEnvironment, say("cannot open {}: {}", path, said));
    default:
      throw Error(ErrorKind::kEnvironment, say("cannot use {}: {}", path, said));
  }
}

// A prepared statement; bind from 1, read from 0. Text that comes out is valid until the next step.
class Statement {
 public:
  Statement(sqlite3* db, const std::string& path, std::string_view sql) : db_(db), path_(path) {
    check(sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  void bind(int i, int64_t value) { check(sqlite3_bind_int64(statement_, i, value)); }
  void bind(int i, std::string_view text) {
    check(sqlite3_bind_text64(statement_, i, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_null(int i) { check(sqlite3_bind_null(statement_, i)); }
  bool step() {
    int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) check(code);
    return code == SQLITE_ROW;
  }
  void run() {
    step();
    check(sqlite3_reset(statement_));
  }
  int64_t integer(int i) { return sqlite3_column_int64(statement_, i); }
  std::string_view text(int i) {
    const unsigned char* bytes = sqlite3_column_text(statement_, i);
    if (bytes == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes),
            static_cast<size_t>(sqlite3_column_bytes(statement_, i))};
  }
  bool is_null(int i) { return sqlite3_column_type(statement_, i) == SQLITE_NULL; }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) fail(db_, code, path_);
  }
  sqlite3* db_;
  const std::string& path_;
  sqlite3_stmt* statement_ = nullptr;
};

std::string json_names(size_t count, const std::function<const std::string&(size_t)>& name) {
  std::string out = "[";
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    append_json_string(out, name(i));
  }
  return out + "]";
}

// The properties of an element, as JSON objects of values and of types.
struct PropertyText {
  std::string values;
  std::string types;  // empty: none needed

  void write(const Graph& graph, const std::vector<std::pair<KeyId, Value>>& properties) {
    values = "{";
    types.clear();
    for (const auto& [key, value] : properties) {
      if (values.size() > 1) values += ',';
      append_json_string(values, graph.key_name(key));
      values += ':';
      append_json_value(values, value);
      std::string type;
      if (!append_json_type(type, value)) continue;
      types += types.empty() ? '{' : ',';
      append_json_string(types, graph.key_name(key));
      types += ':' + type;
    }
    values += '}';
    if (!types.empty()) types += '}';
  }
};

// Calls set(key, value) for each property.
template <typename F>
void read_properties(Graph& graph, std::string_view values, std::string_view types, F&& set) {
  if (values.empty()) return;
  JsonScanner in(values);
  Value told;
  if (!types.empty()) told = JsonScanner(types).value();
  in.object([&](std::string_view name) {
    KeyId key = graph.intern_key(name);
    Value value = in.value();
    const Value* type = told.is(ValueType::kMap) ? told.find(graph.key_name(key)) : nullptr;
    set(key, type == nullptr ? value : with_types(value, *type));
  });
}

bool file_exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// Percent-encodes what has a meaning in a SQLite URI.
std::string uri(const std::string& path, const char* options) {
  std::string out = "file:";
  for (char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + "?" + options;
}

}  // namespace

struct Store::Rep {
  std::string path;
  sqlite3* db = nullptr;
  bool read_only = false;
  bool in_transaction = false;
  uint64_t counter = 0;
  uint64_t identity = 0;

  ~Rep() {
    if (db == nullptr) return;
    if (in_transaction) sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(db);
  }

  void open(bool create);
  bool try_open(const std::string& name, int flags);
  void open_for_reading();
  void check_program();
  void migrate();
  void read_state();

  Statement statement(std::string_view sql) const { return Statement(db, path, sql); }
  void run(const char* sql) const {
    int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(db, code, path);
  }
  int64_t pragma(const char* name) const {
    Statement s(db, path, std::string("PRAGMA ") + name);
    return s.step() ? s.integer(0) : 0;
  }
  std::string state(std::string_view name) const;
  uint64_t number(std::string_view name) const {
    return static_cast<uint64_t>(std::strtoll(state(name).c_str(), nullptr, 10));
  }
  void set_state(std::string_view name, std::string_view value) const;
  void set_state(std::string_view name, int64_t value) const;

  void begin();
  void finish();
  int64_t last_id(const char* table) const;
  void write_names(const Graph& graph) const;
  void write_nodes(const Graph& graph, const std::vector<NodeId>& ids) const;
  void write_relationships(const Graph& graph, const std::vector<RelId>& ids) const;
  Graph load_rows() const;
  void load_names(Graph& graph) const;
  void load_nodes(Graph& graph) const;
  void load_relationships(Graph& graph) const;
  void save_snapshot(Graph& graph) const;
};

bool Store::Rep::try_open(const std::string& name, int flags) {
  // A Store is used by one thread at a time.
  flags |= SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(name.c_str(), &db, flags, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000);
    // In WAL mode a power cut may lose the last commit, never the file.
    sqlite3_exec(db, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536", nullptr, nullptr,
                 nullptr);
    return true;
  }
  sqlite3_close(db);
  db = nullptr;
  return false;
}

void Store::Rep::open(bool create) {
  bool there = file_exists(path);
  if (!there && !create)
    throw Error(ErrorKind::kEnvironment, say("there is no file {}", path),
                say("a graph is made by `hoego ingest POSTS -g {}`", path));
  if (there && std::filesystem::is_directory(path))
    throw Error(ErrorKind::kInput, say("{} is a folder, not a graph file", path));
  bool writable = !there || ::access(path.c_str(), W_OK) == 0;
  std::string folder = std::filesystem::path(path).parent_path().string();
  writable = writable && ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
  if (!writable && there) return open_for_reading();
  if (!try_open(uri(path, "mode=rwc"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE))
    throw Error(ErrorKind::kEnvironment, say("cannot write {}", path),
                say("is its folder there, and may you write in it?"));
}

// SQLite wants to make files beside a database even to read it; "immutable" tells it not to, which
// is right as long as no killed writer left something to be recovered.
void Store::Rep::open_for_reading() {
  read_only = true;
  std::error_code ignored;
  if (std::filesystem::file_size(path + "-wal", ignored) > 0 && file_exists(path + "-wal")) {
    if (try_open(uri(path, "mode=ro"), SQLITE_OPEN_READONLY) &&
        sqlite3_exec(db, "SELECT 1 FROM state", nullptr, nullptr, nullptr) == SQLITE_OK)
      return;
    throw Error(ErrorKind::kEnvironment,
                say("{} was left in the middle of a write and may not be written here", path),
                say("copy it with its -wal file to a folder that you may write in"));
  }
  if (!try_open(uri(path, "mode=ro&immutable=1"), SQLITE_OPEN_READONLY))
    throw Error(ErrorKind::kEnvironment, say("cannot read {}", path));
}

void Store::Rep::check_program() {
  int64_t program = pragma("application_id");
  int64_t version = pragma("user_version");
  // A writer killed before its first commit leaves a database without a single table.
  bool blank = program == 0 && version == 0 && pragma("schema_version") == 0;
  if (blank) return;
  if (program != kApplicationId)
    throw Error(ErrorKind::kInput, say("{} is a database of another program, no hoego graph", path),
                say("give a file that hoego made, or a new name"));
  if (version > kVersion)
    throw Error(
        ErrorKind::kInput,
        say("{} was made by a newer hoego (format {}, this one knows {})", path, version, kVersion),
        say("update hoego"));
}

void Store::Rep::migrate() {
  int64_t version = pragma("user_version");
  if (version == kVersion) return;
  if (read_only)
    throw Error(ErrorKind::kEnvironment,
                say("{} is empty or of an older hoego, and may not be written here", path),
                say("copy it to a folder that you may write in"));
  if (version == 0) run("PRAGMA journal_mode = WAL");
  run("BEGIN IMMEDIATE");
  for (int64_t v = pragma("user_version"); v < kVersion; ++v) run(kMigrations[v]);
  run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  run(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
  run("COMMIT");
}

void Store::Rep::read_state() {
  counter = number("counter");
  identity = number("identity");
}

std::string Store::Rep::state(std::string_view name) const {
  Statement s = statement("SELECT value FROM state WHERE name = ?");
  s.bind(1, name);
  return s.step() ? std::string(s.text(0)) : std::string();
}

void Store::Rep::set_state(std::string_view name, std::string_view value) const {
  Statement s = statement("INSERT OR REPLACE INTO state VALUES (?, ?)");
  s.bind(1, name);
  s.bind(2, value);
  s.run();
}

void Store::Rep::set_state(std::string_view name, int64_t value) const {
  Statement s = statement("INSERT OR REPLACE INTO state VALUES (?, ?)");
  s.bind(1, name);
  s.bind(2, value);
  s.run();
}

Store::Store(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

namespace {

std::unique_ptr<Store::Rep> opened(const std::string& path, bool create) {
  auto rep = std::make_unique<Store::Rep>();
  rep->path = path;
  rep->open(create);
  rep->check_program();
  if (!create && rep->pragma("user_version") == 0)
    throw Error(ErrorKind::kInput, say("{} is empty, no hoego graph", path),
                say("a graph is made by `hoego ingest POSTS -g {}`", path));
  rep->migrate();
  rep->read_state();
  return rep;
}

}  // namespace

Store Store::open(const std::string& path) {
  return Store(opened(path, false));
}
Store Store::open_or_create(const std::string& path) {
  return Store(opened(path, true));
}

const std::string& Store::path() const {
  return rep_->path;
}
bool Store::read_only() const {
  return rep_->read_only;
}
uint64_t Store::counter() const {
  return rep_->counter;
}
uint64_t Store::identity() const {
  return rep_->identity;
}

// Reading.
Graph Store::load(bool snapshot) {
  rep_->read_state();
  SnapshotKey key{rep_->identity, rep_->counter};
  if (snapshot)
    if (auto graph = open_snapshot(snapshot_path(rep_->path), key)) return std::move(*graph);
  Graph graph = rep_->load_rows();
  graph.clear_changes();
  if (snapshot) rep_->save_snapshot(graph);
  return graph;
}

void Store::Rep::save_snapshot(Graph& graph) const {
  std::string file = snapshot_path(path);
  if (read_only) return;
  if (graph.node_count() + graph.relationship_count() >= kWorthASnapshot)
    write_snapshot(graph, {identity, counter}, file);
  else
    ::unlink(file.c_str());
}

Graph Store::Rep::load_rows() const {
  Graph graph;
  bool own = !in_transaction;
  if (own) run("BEGIN");
  try {
    load_names(graph);
    load_nodes(graph);
    load_relationships(graph);
    graph.reserve_ids(static_cast<NodeId>(number("node_limit")),
                      static_cast<RelId>(number("relationship_limit")));
  } catch (const JsonError& e) {
    throw Error(ErrorKind::kInput, say("{} is damaged: {}", path, e.what()),
                say("make it again from the posts with `hoego ingest`, in a new file"));
  }
  if (own) run("COMMIT");
  return graph;
}

void Store::Rep::load_names(Graph& graph) const {
  auto each = [&](const char* name, auto&& intern) {
    std::string text = state(name);
    JsonScanner in(text);
    in.array([&] { intern(in.string()); });
  };
  each("labels", [&](std::string_view n) { graph.intern_label(n); });
  each("types", [&](std::string_view n) { graph.intern_type(n); });
  each("keys", [&](std::string_view n) { graph.intern_key(n); });
}

void Store::Rep::load_nodes(Graph& graph) const {
  Statement rows = statement("SELECT id, labels, properties, types FROM nodes ORDER BY id");
  std::vector<LabelId> labels;
  while (rows.step()) {
    int64_t id = rows.integer(0);
    if (id < graph.node_limit() || id >= kNoId)
      throw JsonError(say("a node has an impossible id"), 0);
    graph.reserve_ids(static_cast<NodeId>(id), 0);
    labels.clear();
    JsonScanner in(rows.text(1));
    in.array([&] { labels.push_back(graph.intern_label(in.string())); });
    NodeId node = graph.create_node(labels);
    read_properties(graph, rows.text(2), rows.text(3), [&](KeyId key, const Value& value) {
      graph.set_node_property(node, key, value);
    });
  }
}

void Store::Rep::load_relationships(Graph& graph) const {
  Statement rows = statement(
      "SELECT id, source, target, type, properties, types FROM relationships ORDER BY id");
  while (rows.step()) {
    int64_t id = rows.integer(0);
    auto source = static_cast<uint64_t>(rows.integer(1));
    auto target = static_cast<uint64_t>(rows.integer(2));
    if (id < graph.relationship_limit() || id >= kNoId || source >= graph.node_limit() ||
        target >= graph.node_limit() || !graph.node_alive(static_cast<NodeId>(source)) ||
        !graph.node_alive(static_cast<NodeId>(target)))
      throw JsonError(say("a relationship has an end that is not there"), 0);
    graph.reserve_ids(0, static_cast<RelId>(id));
    RelId rel = graph.create_relationship(static_cast<NodeId>(source), static_cast<NodeId>(target),
                                          graph.intern_type(rows.text(3)));
    read_properties(graph, rows.text(4), rows.text(5), [&](KeyId key, const Value& value) {
      graph.set_relationship_property(rel, key, value);
    });
  }
}

std::optional<std::string> Store::setting(std::string_view name) const {
  Statement s = rep_->statement("SELECT value FROM settings WHERE name = ?");
  s.bind(1, name);
  return s.step() ? std::optional(std::string(s.text(0))) : std::nullopt;
}

namespace {

StoredPost read_post(Statement& row) {
  return {std::string(row.text(0)), std::string(row.text(1)), row.integer(2), row.integer(3),
          std::string(row.text(4))};
}

}  // namespace

std::vector<StoredPost> Store::posts() const {
  std::vector<StoredPost> out;
  Statement rows =
      rep_->statement("SELECT source, hash, size, modified, facts FROM posts ORDER BY source");
  while (rows.step()) out.push_back(read_post(rows));
  return out;
}

std::optional<StoredPost> Store::post(std::string_view source) const {
  Statement rows =
      rep_->statement("SELECT source, hash, size, modified, facts FROM posts WHERE source = ?");
  rows.bind(1, source);
  return rows.step() ? std::optional(read_post(rows)) : std::nullopt;
}

// Writing.
void Store::begin() {
  rep_->begin();
}

void Store::Rep::begin() {
  if (in_transaction) return;
  if (read_only) fail(nullptr, SQLITE_READONLY, path);
  run("BEGIN IMMEDIATE");
  in_transaction = true;
  if (number("counter") == counter) return;
  run("ROLLBACK");
  in_transaction = false;
  throw Error(ErrorKind::kEnvironment,
              say("{} was changed by another program since it was read", path),
              say("run the command again"));
}

void Store::set_setting(std::string_view name, std::string_view value) {
  rep_->begin();
  Statement s = rep_->statement("INSERT OR REPLACE INTO settings VALUES (?, ?)");
  s.bind(1, name);
  s.bind(2, value);
  s.run();
}

void Store::upsert_post(const StoredPost& post) {
  rep_->begin();
  Statement s = rep_->statement("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)");
  s.bind(1, post.source);
  s.bind(2, post.hash);
  s.bind(3, post.size);
  s.bind(4, post.modified);
  s.bind(5, post.facts_json);
  s.run();
}

void Store::remove_post(std::string_view source) {
  rep_->begin();
  Statement s = rep_->statement("DELETE FROM posts WHERE source = ?");
  s.bind(1, source);
  s.run();
}

void Store::Rep::write_names(const Graph& graph) const {
  set_state("labels", json_names(graph.label_count(), [&](size_t i) -> const std::string& {
              return graph.label_name(static_cast<LabelId>(i));
            }));
  set_state("types", json_names(graph.type_count(), [&](size_t i) -> const std::string& {
              return graph.type_name(static_cast<TypeId>(i));
            }));
  set_state("keys", json_names(graph.key_count(), [&](size_t i) -> const std::string& {
              return graph.key_name(static_cast<KeyId>(i));
            }));
  set_state("node_limit", int64_t{graph.node_limit()});
  set_state("relationship_limit", int64_t{graph.relationship_limit()});
}

int64_t Store::Rep::last_id(const char* table) const {
  Statement s = statement(std::string("SELECT ifnull(max(id), -1) FROM ") + table);
  return s.step() ? s.integer(0) : -1;
}

void Store::Rep::write_nodes(const Graph& graph, const std::vector<NodeId>& ids) const {
  // Appending needs no look for an old row.
  int64_t last = last_id("nodes");
  Statement replace = statement("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?, ?)");
  Statement append = statement("INSERT INTO nodes VALUES (?, ?, ?, ?)");
  Statement remove = statement("DELETE FROM nodes WHERE id = ?");
  PropertyText properties;
  for (NodeId id : ids) {
    if (!graph.node_alive(id)) {
      remove.bind(1, int64_t{id});
      remove.run();
      continue;
    }
    auto set = graph.labels_of(id);
    std::string labels = json_names(
        set.size(), [&](size_t i) -> const std::string& { return graph.label_name(set[i]); });
    properties.write(graph, graph.node_properties(id));
    Statement& put = int64_t{id} > last ? append : replace;
    put.bind(1, int64_t{id});
    put.bind(2, labels);
    put.bind(3, properties.values);
    properties.types.empty() ? put.bind_null(4) : put.bind(4, properties.types);
    put.run();
  }
}

void Store::Rep::write_relationships(const Graph& graph, const std::vector<RelId>& ids) const {
  int64_t last = last_id("relationships");
  Statement replace = statement("INSERT OR REPLACE INTO relationships VALUES (?, ?, ?, ?, ?, ?)");
  Statement append = statement("INSERT INTO relationships VALUES (?, ?, ?, ?, ?, ?)");
  Statement remove = statement("DELETE FROM relationships WHERE id = ?");
  PropertyText properties;
  for (RelId id : ids) {
    if (!graph.relationship_alive(id)) {
      remove.bind(1, int64_t{id});
      remove.run();
      continue;
    }
    properties.write(graph, graph.relationship_properties(id));
    Statement& put = int64_t{id} > last ? append : replace;
    put.bind(1, int64_t{id});
    put.bind(2, int64_t{graph.source(id)});
    put.bind(3, int64_t{graph.target(id)});
    put.bind(4, graph.type_name(graph.type_of(id)));
    properties.values == "{}" ? put.bind_null(5) : put.bind(5, properties.values);
    properties.types.empty() ? put.bind_null(6) : put.bind(6, properties.types);
    put.run();
  }
}

// A fresh random identity with every commit: no two different states ever share one, even in
// copies.
void Store::Rep::finish() {
  std::random_device random;
  uint64_t fresh = (uint64_t{random()} << 32 | random()) >> 1;
  set_state("counter", static_cast<int64_t>(counter + 1));
  set_state("identity", static_cast<int64_t>(fresh));
  run("COMMIT");
  in_transaction = false;
  ++counter;
  identity = fresh;
}

void Store::commit(Graph& graph) {
  Graph::Changes changes = graph.changes();
  if (changes.empty() && !rep_->in_transaction) return;
  rep_->begin();
  rep_->write_names(graph);
  rep_->write_nodes(graph, changes.nodes);
  rep_->write_relationships(graph, changes.relationships);
  rep_->finish();
  graph.clear_changes();
  rep_->save_snapshot(graph);
}

void Store::commit() {
  if (rep_->in_transaction) rep_->finish();
}

void Store::rollback() {
  if (!rep_->in_transaction) return;
  rep_->in_transaction = false;
  rep_->run("ROLLBACK");
}

void Store::replace(Graph& graph) {
  rep_->begin();
  rep_->run("DELETE FROM nodes; DELETE FROM relationships; DELETE FROM posts");
  std::vector<NodeId> nodes;
  graph.scan_nodes(std::nullopt, 0, graph.node_limit(), nodes);
  std::vector<RelId> rels;
  graph.relationship_bits().for_each(0, graph.relationship_limit(),
                                     [&](size_t id) { rels.push_back(static_cast<RelId>(id)); });
  rep_->write_names(graph);
  rep_->write_nodes(graph, nodes);
  rep_->write_relationships(graph, rels);
  rep_->finish();
  graph.clear_changes();
  rep_->save_snapshot(graph);
}

std::string sqlite_version() {
  return sqlite3_libversion();
}

}  // namespace hoego
