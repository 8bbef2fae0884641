// SPDX-License-Identifier: Apache-2.0
// The graph file and its snapshot: what goes in comes out, whatever happens in between.
#include "graph/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "graph/apoc.h"
#include "graph/snapshot.h"

namespace hoego {
namespace {

namespace fs = std::filesystem;

std::string exported(const Graph& graph) {
  std::ostringstream out;
  export_apoc(graph, out);
  return out.str();
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    std::string name = std::string("hoego-") +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name() + "-" +
                       std::to_string(::getpid());
    folder_ = fs::temp_directory_path() / name;
    fs::create_directories(folder_);
  }
  ~StoreTest() override { fs::remove_all(folder_); }

  std::string path(const std::string& name = "g.hoego") const { return (folder_ / name).string(); }
  size_t files() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }
  void expect_error(ErrorKind kind, const std::string& part, const std::function<void()>& act) {
    try {
      act();
      ADD_FAILURE() << "no error; wanted " << part;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), kind) << e.what();
      EXPECT_NE(std::string(e.what()).find(part), std::string::npos) << e.what();
    }
  }

  fs::path folder_;
};

void fill(Graph& g, int steps, int salt = 0) {
  NodeId person = g.create_node({g.intern_label("Person")});
  g.set_node_property(person, g.intern_key("name"), Value::string("은성"));
  TypeId took = g.intern_type("TOOK");
  for (int i = 0; i < steps; ++i) {
    NodeId step = g.create_node({g.intern_label("Step")});
    g.set_node_property(step, g.intern_key("months"), Value::integer(i + salt));
    g.set_node_property(step, g.intern_key("start"), Value::date({i}));
    if (i % 3 == 0)
      g.set_node_property(step, g.intern_key("any"), Value::edtf(Edtf::of_year(i % 3000)));
    if (i % 3 == 1) g.set_node_property(step, g.intern_key("any"), Value::floating(i));
    RelId rel = g.create_relationship(person, step, took);
    if (i % 2 == 0) g.set_relationship_property(rel, g.intern_key("note"), Value::string("n"));
  }
}

TEST_F(StoreTest, KeepsTheGraphAndThePosts) {
  StoredPost post{"글/a.md", "9f", 12, 34, "{\"source\":\"a\"}"};
  std::string before;
  {
    Store store = Store::open_or_create(path());
    Graph g = store.load();
    fill(g, 10);
    store.begin();
    store.upsert_post(post);
    store.set_setting("author", "folder");
    store.commit(g);
    EXPECT_TRUE(g.changes().empty());
    EXPECT_EQ(store.counter(), 1u);
    before = exported(g);
  }
  EXPECT_EQ(files(), 1u) << "no -wal, -shm or snapshot of a small graph";
  Store store = Store::open(path());
  Graph g = store.load();
  EXPECT_EQ(exported(g), before);
  EXPECT_TRUE(g.changes().empty());
  EXPECT_EQ(store.posts(), std::vector<StoredPost>{post});
  EXPECT_EQ(store.post("글/a.md"), post);
  EXPECT_EQ(store.post("b"), std::nullopt);
  EXPECT_EQ(store.setting("author"), "folder");
}

TEST_F(StoreTest, IdsAreNotGivenAgainAfterLoading) {
  {
    Store store = Store::open_or_create(path());
    Graph g = store.load();
    fill(g, 3);
    store.commit(g);
    g.delete_relationship(2);
    g.delete_node(3);
    store.commit(g);
  }
  Store store = Store::open(path());
  Graph g = store.load();
  EXPECT_FALSE(g.node_alive(3));
  EXPECT_EQ(g.create_node({}), 4u);
  EXPECT_EQ(g.create_relationship(0, 4, *g.find_type("TOOK")), 3u);
  EXPECT_EQ(g.degree(0, Direction::kOut), 3u);
}

TEST_F(StoreTest, WritesOnlyWhatChanged) {
  Store store = Store::open_or_create(path());
  Graph g = store.load();
  fill(g, 5);
  store.commit(g);
  g.set_node_property(2, g.intern_key("months"), Value::integer(99));
  g.add_label(2, g.intern_label("Odd"));
  store.commit(g);
  EXPECT_EQ(exported(store.load()), exported(g));
  uint64_t counter = store.counter();
  store.commit(g);
  EXPECT_EQ(store.counter(), counter) << "nothing to write, nothing written";
}

TEST_F(StoreTest, RollbackLeavesNothing) {
  Store store = Store::open_or_create(path());
  store.upsert_post({"a", "", 0, 0, ""});
  store.rollback();
  EXPECT_TRUE(store.posts().empty());
  {
    Store other = Store::open(path());
    other.upsert_post({"a", "", 0, 0, ""});
  }
  EXPECT_TRUE(store.posts().empty());
}

TEST_F(StoreTest, ASecondWriterIsTold) {
  Store a = Store::open_or_create(path());
  Store b = Store::open(path());
  Graph ga = a.load(), gb = b.load();
  fill(ga, 1);
  fill(gb, 2);
  a.commit(ga);
  expect_error(ErrorKind::kEnvironment, "changed by another program", [&] { b.commit(gb); });
  EXPECT_EQ(exported(Store::open(path()).load()), exported(ga));
}

TEST_F(StoreTest, OtherFilesAreRefused) {
  expect_error(ErrorKind::kEnvironment, "there is no file", [&] { Store::open(path("none")); });
  std::ofstream(path("text")) << std::string(5000, 'x');
  expect_error(ErrorKind::kInput, "is no hoego graph", [&] { Store::open(path("text")); });
  std::ofstream(path("empty")) << "";
  expect_error(ErrorKind::kInput, "is empty", [&] { Store::open(path("empty")); });
  expect_error(ErrorKind::kInput, "is a folder", [&] { Store::open(folder_.string()); });
  expect_error(ErrorKind::kEnvironment, "cannot write",
               [&] { Store::open_or_create(path("no/such/folder/g.hoego")); });
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path("other").c_str(), &db), SQLITE_OK);
  sqlite3_exec(db, "CREATE TABLE t (x)", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  expect_error(ErrorKind::kInput, "another program", [&] { Store::open_or_create(path("other")); });
}

TEST_F(StoreTest, NewerAndDamagedFilesAreRefused) {
  {
    Store store = Store::open_or_create(path());
    Graph g = store.load();
    fill(g, 2000);
    store.commit(g);
  }
  fs::copy_file(path(), path("newer"));
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path("newer").c_str(), &db), SQLITE_OK);
  sqlite3_exec(db, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  expect_error(ErrorKind::kInput, "newer hoego", [&] { Store::open(path("newer")); });
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 8);
    file << std::string(4096 * 20, '\x55');
  }
  expect_error(ErrorKind::kInput, "damaged", [&] { Store::open(path()).load(); });
}

// Root may write anywhere, so a child that is nobody looks.
TEST_F(StoreTest, WhatMayOnlyBeReadIsRead) {
  {
    Store store = Store::open_or_create(path());
    Graph g = store.load();
    fill(g, 3);
    store.commit(g);
  }
  fs::permissions(path(), fs::perms(0444));
  fs::permissions(folder_, fs::perms(0555));
  pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(9);
    Store store = Store::open(path());
    Graph g = store.load();
    if (!store.read_only() || g.node_count() != 4) ::_exit(1);
    g.create_node({});
    try {
      store.commit(g);
    } catch (const Error& e) {
      bool told = std::string(e.what()).find("may only be read") != std::string::npos;
      ::_exit(told && e.kind() == ErrorKind::kEnvironment ? 0 : 2);
    }
    ::_exit(3);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  fs::permissions(folder_, fs::perms(0755));
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 9) GTEST_SKIP() << "cannot become another user here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(files(), 1u);
}

TEST_F(StoreTest, ReplaceTakesTheWholeGraph) {
  Store store = Store::open_or_create(path());
  Graph old = store.load();
  fill(old, 20);
  store.commit(old);
  Graph fresh;
  fill(fresh, 3, 100);
  store.replace(fresh);
  EXPECT_EQ(exported(store.load()), exported(fresh));
}

// Switching an empty file to WAL writes a page before the first commit; a kill may come right then.
TEST_F(StoreTest, AFileWithoutATableIsBlank) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
  sqlite3_exec(db, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  ASSERT_GT(fs::file_size(path()), 0u);
  Store store = Store::open_or_create(path());
  EXPECT_EQ(store.load().node_count(), 0u);
}

// A child writes one commit after another and is killed in the middle.
TEST_F(StoreTest, AKillLeavesOneOfTheCommittedGraphs) {
  { Store::open_or_create(path()); }
  for (int round = 0; round < 8; ++round) {
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      Store store = Store::open(path());
      Graph g = store.load();
      while (true) {
        NodeId n = g.create_node({g.intern_label("Person")});
        for (int i = 0; i < 300; ++i)
          g.create_relationship(n, g.create_node({}), g.intern_type("TOOK"));
        store.begin();
        store.upsert_post({"post" + std::to_string(g.node_count(0)), "", 0, 0, ""});
        store.commit(g);
      }
    }
    ::usleep(static_cast<useconds_t>(20'000 + round * 7'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    Store store = Store::open(path());
    Graph g = store.load();
    size_t people = g.find_label("Person") ? g.node_count(*g.find_label("Person")) : 0;
    EXPECT_EQ(g.node_count(), people * 301);
    EXPECT_EQ(g.relationship_count(), people * 300);
    EXPECT_EQ(store.posts().size(), people);
  }
  // A fast machine gets far enough for a snapshot; the database itself leaves nothing beside it.
  EXPECT_FALSE(fs::exists(path() + "-wal"));
  EXPECT_FALSE(fs::exists(path() + "-shm"));
}

TEST_F(StoreTest, SnapshotHoldsTheSameGraph) {
  Graph g;
  fill(g, 500);
  g.delete_relationship(7);
  g.clear_changes();
  SnapshotKey key{1, 2};
  std::string file = path("s");
  ASSERT_TRUE(write_snapshot(g, key, file));
  EXPECT_EQ(files(), 1u);
  EXPECT_TRUE(verify_snapshot(file));
  EXPECT_FALSE(open_snapshot(file, {1, 3}));
  EXPECT_FALSE(open_snapshot(path("none"), key));
  auto back = open_snapshot(file, key);
  ASSERT_TRUE(back);
  EXPECT_EQ(exported(*back), exported(g));
  EXPECT_TRUE(back->changes().empty());
  EXPECT_TRUE(back->ends_exact());
  // It can be written to; the file stays.
  fill(*back, 500, 3);
  fill(g, 500, 3);
  back->set_node_property(1, back->intern_key("months"), Value::integer(int64_t{1} << 40));
  g.set_node_property(1, g.intern_key("months"), Value::integer(int64_t{1} << 40));
  EXPECT_EQ(exported(*back), exported(g));
  EXPECT_EQ(back->degree(0, Direction::kOut), 499u);
  EXPECT_TRUE(verify_snapshot(file));
}

// Rewriting a property node after node mixes its column for a while.
TEST_F(StoreTest, SnapshotsHoldRewrittenPropertiesTyped) {
  Graph g;
  fill(g, 9000);
  const KeyId start = g.intern_key("start");
  const LabelId step = g.intern_label("Step");
  const auto find = [&](const Value& value) {
    std::vector<NodeId> found;
    EXPECT_TRUE(g.find_nodes(step, start, value, found));
    return found;
  };
  for (NodeId id = 1; id <= 9000; ++id)
    g.set_node_property(id, start, Value::string("day " + std::to_string(id)));
  g.delete_relationship(0);
  g.delete_node(1);
  for (NodeId id = 9000; id > 1; --id)
    g.set_node_property(id, start, Value::string("day " + std::to_string(id + 1)));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(find(Value::string("day 8")), (std::vector<NodeId>{7}));
  g.clear_changes();
  EXPECT_EQ(g.node_column(start).type, ColumnType::kMixed);
  const SnapshotKey key{1, 2};
  const std::string file = path("s");
  ASSERT_TRUE(write_snapshot(g, key, file));
  auto back = open_snapshot(file, key);
  ASSERT_TRUE(back);
  EXPECT_EQ(exported(*back), exported(g));
  for (Graph* graph : {&g, &*back}) {
    EXPECT_EQ(graph->node_column(start).type, ColumnType::kString);
    EXPECT_EQ(graph->node_column(graph->intern_key("any")).type, ColumnType::kMixed);
  }
  EXPECT_EQ(find(Value::string("day 8")), (std::vector<NodeId>{7}));
  EXPECT_TRUE(find(Value::date({7})).empty());
}

TEST_F(StoreTest, DamagedSnapshotsAreNotUsed) {
  Graph g;
  fill(g, 500);
  SnapshotKey key{1, 2};
  std::string file = path("s");
  ASSERT_TRUE(write_snapshot(g, key, file));
  auto size = fs::file_size(file);
  fs::copy_file(file, path("cut"));
  fs::resize_file(path("cut"), size - 1);
  EXPECT_FALSE(open_snapshot(path("cut"), key));
  for (uintmax_t at : {uintmax_t{9}, uintmax_t{40}, uintmax_t{5000}, size - 20}) {
    fs::copy_file(file, path("bad"), fs::copy_options::overwrite_existing);
    std::fstream f(path("bad"), std::ios::in | std::ios::out | std::ios::binary);
    f.seekp(static_cast<std::streamoff>(at));
    f.put('\x7f');
    f.close();
    EXPECT_FALSE(verify_snapshot(path("bad"))) << at;
  }
}

TEST_F(StoreTest, ALargeGraphLeavesASnapshotThatIsUsed) {
  std::string before;
  {
    Store store = Store::open_or_create(path());
    Graph g = store.load();
    fill(g, 40'000);
    store.commit(g);
    before = exported(g);
  }
  ASSERT_TRUE(fs::exists(snapshot_path(path())));
  EXPECT_TRUE(verify_snapshot(snapshot_path(path())));
  EXPECT_EQ(exported(Store::open(path()).load()), before);
  fs::resize_file(snapshot_path(path()), 100);
  EXPECT_EQ(exported(Store::open(path()).load()), before);
  EXPECT_TRUE(verify_snapshot(snapshot_path(path()))) << "made anew";
}

}  // namespace
}  // namespace hoego
