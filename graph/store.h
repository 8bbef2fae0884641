// SPDX-License-Identifier: Apache-2.0
// The graph file: a SQLite database that holds nodes, relationships and the posts they came from.
//
//   Store store = Store::open_or_create("career.hoego");
//   Graph graph = store.load();
//   ... write to the graph ...
//   store.begin();
//   store.upsert_post({"a.md", "9f0c...", 1234, 1700000000, facts_json});
//   store.commit(graph);          // posts and graph in one transaction; clears graph.changes()
//
// A process killed at any moment leaves the file as it was before or after a commit. A file of
// another program, a damaged one, or one of a newer hoego is an Error that says so. A file that may
// only be read (or lies in such a folder) opens for reading; commit() is then an Error.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace hoego {

// What ingest remembers of a post, so that the next run reads only what changed.
struct StoredPost {
  std::string source;  // path as ingested
  std::string hash;    // of the content, and of what else decides on the facts
  int64_t size = 0;
  int64_t modified = 0;    // as the file system says; unit is the caller's
  std::string facts_json;  // the post's line of `hoego facts`
  friend bool operator==(const StoredPost&, const StoredPost&) = default;
};

class Store {
 public:
  struct Rep;  // private to store.cpp

  // The file must be there and must be a graph.
  static Store open(const std::string& path);
  static Store open_or_create(const std::string& path);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();  // ends an open transaction without its effect, leaves no -wal or -shm behind

  const std::string& path() const;
  bool read_only() const;
  // Grows with every commit; the key of the snapshot. Of two copies of a file that went different
  // ways, `identity` differs.
  uint64_t counter() const;
  uint64_t identity() const;

  // The graph as last committed, with nothing in changes(). Reads the snapshot where it is good,
  // else the database, and then leaves a new snapshot (unless `snapshot` is false).
  Graph load(bool snapshot = true);

  // Settings by name ("author_policy"); written in the open transaction.
  std::optional<std::string> setting(std::string_view name) const;
  void set_setting(std::string_view name, std::string_view value);

  std::vector<StoredPost> posts() const;  // sorted by source
  std::optional<StoredPost> post(std::string_view source) const;

  // Writes between begin() and commit() count together or not at all. Writing begins a transaction
  // where none is open.
  void begin();
  void upsert_post(const StoredPost& post);
  void remove_post(std::string_view source);
  void commit(Graph& graph);  // writes graph.changes(), clears them
  void commit();              // posts and settings alone
  void rollback();

  // Replaces all that the file holds by this graph; for imports. Ends like commit().
  void replace(Graph& graph);

 private:
  explicit Store(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

// The version of SQLite that is linked, for `hoego doctor`.
std::string sqlite_version();

}  // namespace hoego
