// SPDX-License-Identifier: Apache-2.0
#include "graph/search.h"

#include <sqlite3.h>

#include <functional>
#include <string>

#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "graph/schema.h"

namespace hoego {
namespace {

struct Token {
  size_t begin;
  size_t end;
};

bool is_ascii(char32_t c) {
  return c < 0x80;
}

// Runs of letters and numbers, cut where ASCII meets other scripts: "k8s와" is "k8s" and "와".
template <typename F>
void for_each_run(std::string_view text, F&& f) {
  size_t i = 0;
  while (i < text.size()) {
    char32_t first = code_point_at(text, i);
    size_t begin = i;
    i = next_code_point(text, i);
    if (!is_letter_or_number(first)) continue;
    while (i < text.size()) {
      char32_t c = code_point_at(text, i);
      if (!is_letter_or_number(c) || is_ascii(c) != is_ascii(first)) break;
      i = next_code_point(text, i);
    }
    f(begin, i, is_ascii(first));
  }
}

// A word of ASCII is one token. Of others every pair of neighbours is; in a document the last one
// alone too, so that a prefix query for one syllable finds it at the end of a word.
template <typename F>
void for_each_token(std::string_view text, bool query, F&& f) {
  for_each_run(text, [&](size_t begin, size_t end, bool ascii) {
    if (ascii) return f(Token{begin, end});
    size_t at = begin;
    size_t next = next_code_point(text, at);
    bool single = next >= end;
    while (next < end) {
      size_t after = next_code_point(text, next);
      f(Token{at, after});
      at = next;
      next = after;
    }
    if (single || !query) f(Token{at, end});
  });
}

using Emit = int (*)(void*, int, const char*, int, int, int);

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size, Emit emit) {
  std::string_view view(text, static_cast<size_t>(size));
  int rc = SQLITE_OK;
  for_each_token(view, (flags & FTS5_TOKENIZE_QUERY) != 0, [&](Token token) {
    if (rc != SQLITE_OK) return;
    std::string folded = fold_case(view.substr(token.begin, token.end - token.begin));
    rc = emit(context, 0, folded.data(), static_cast<int>(folded.size()),
              static_cast<int>(token.begin), static_cast<int>(token.end));
  });
  return rc;
}

int create_tokenizer(void*, const char**, int, Fts5Tokenizer** out) {
  // The tokenizer has no state; FTS5 asks for a pointer that is not null.
  static int nothing = 0;
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer*) {}

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

[[noreturn]] void fail(sqlite3* db) {
  throw Error(ErrorKind::kEnvironment, say("full-text search: {}", sqlite3_errmsg(db)));
}

Statement prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &raw, nullptr) != SQLITE_OK) fail(db);
  return {raw, sqlite3_finalize};
}

void execute(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db);
}

void register_tokenizer(sqlite3* db) {
  fts5_api* api = nullptr;
  Statement get = prepare(db, "SELECT fts5(?1)");
  sqlite3_bind_pointer(get.get(), 1, &api, "fts5_api_ptr", nullptr);
  sqlite3_step(get.get());
  if (api == nullptr)
    throw Error(ErrorKind::kEnvironment, say("this SQLite was built without FTS5"));
  fts5_tokenizer tokenizer = {create_tokenizer, delete_tokenizer, tokenize};
  api->xCreateTokenizer(api, "bigram", nullptr, &tokenizer, nullptr);
}

// "이직 k8s" -> "\"이직\" AND \"k8s\"", one syllable "직" -> "\"직\" *". Empty: nothing to look
// for.
std::string match_expression(std::string_view query) {
  std::string out;
  for_each_run(query, [&](size_t begin, size_t end, bool ascii) {
    std::string_view word = query.substr(begin, end - begin);
    if (!out.empty()) out += " AND ";
    out.append("\"").append(word).append("\"");
    if (!ascii && count_code_points(word) == 1) out += " *";
  });
  return out;
}

std::string text_property(const Graph& graph, std::optional<KeyId> key, NodeId node, RelId rel) {
  if (!key) return {};
  Value value =
      rel == kNoId ? graph.node_property(node, *key) : graph.relationship_property(rel, *key);
  return value.is(ValueType::kString) ? std::string(value.as_string()) : std::string();
}

}  // namespace

struct TextIndex::Rep {
  sqlite3* db = nullptr;

  Rep() {
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) fail(db);
    register_tokenizer(db);
    execute(db, "CREATE VIRTUAL TABLE text USING fts5(quote, post UNINDEXED, tokenize = 'bigram')");
  }
  ~Rep() { sqlite3_close(db); }
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;

  void fill(const Graph& graph) {
    execute(db, "BEGIN");
    Statement insert = prepare(db, "INSERT INTO text(quote, post) VALUES (?1, ?2)");
    auto add = [&](NodeId post, const std::string& quote) {
      if (quote.empty()) return;
      sqlite3_bind_text(insert.get(), 1, quote.data(), static_cast<int>(quote.size()),
                        SQLITE_STATIC);
      sqlite3_bind_int64(insert.get(), 2, post);
      if (sqlite3_step(insert.get()) != SQLITE_DONE) fail(db);
      sqlite3_reset(insert.get());
    };
    add_titles(graph, add);
    add_step_quotes(graph, add);
    add_wish_quotes(graph, add);
    execute(db, "COMMIT");
  }

  using Add = std::function<void(NodeId, const std::string&)>;

  static std::vector<NodeId> posts_of(const Graph& graph) {
    std::vector<NodeId> posts;
    if (auto label = graph.find_label(schema::kPost))
      graph.scan_nodes(*label, 0, graph.node_limit(), posts);
    return posts;
  }

  static void add_titles(const Graph& graph, const Add& add) {
    auto title = graph.find_key(schema::kTitle);
    for (NodeId post : posts_of(graph)) add(post, text_property(graph, title, post, kNoId));
  }

  static void add_step_quotes(const Graph& graph, const Add& add) {
    auto type = graph.find_type(schema::kStatedIn);
    auto quote = graph.find_key(schema::kQuote);
    if (!type) return;
    TypeId types[] = {*type};
    for (NodeId post : posts_of(graph))
      graph.for_each_relationship(post, Direction::kIn, types, [&](RelId rel, NodeId) {
        add(post, text_property(graph, quote, kNoId, rel));
        return true;
      });
  }

  // A wish names its post by id.
  static void add_wish_quotes(const Graph& graph, const Add& add) {
    auto type = graph.find_type(schema::kAspiresTo);
    auto wrote = graph.find_type(schema::kWrote);
    if (!type || !wrote) return;
    auto quote = graph.find_key(schema::kQuote);
    auto post_key = graph.find_key(schema::kPostProperty);
    auto id = graph.find_key(schema::kId);
    TypeId wishes[] = {*type};
    TypeId writes[] = {*wrote};
    std::vector<NodeId> people;
    if (auto label = graph.find_label(schema::kPerson))
      graph.scan_nodes(*label, 0, graph.node_limit(), people);
    for (NodeId person : people)
      graph.for_each_relationship(person, Direction::kOut, wishes, [&](RelId rel, NodeId) {
        std::string post_id = text_property(graph, post_key, kNoId, rel);
        graph.for_each_relationship(person, Direction::kOut, writes, [&](RelId, NodeId post) {
          if (text_property(graph, id, post, kNoId) == post_id)
            add(post, text_property(graph, quote, kNoId, rel));
          return true;
        });
        return true;
      });
  }
};

TextIndex::TextIndex(const Graph& graph) : rep_(std::make_unique<Rep>()) {
  rep_->fill(graph);
}
TextIndex::TextIndex(TextIndex&&) noexcept = default;
TextIndex& TextIndex::operator=(TextIndex&&) noexcept = default;
TextIndex::~TextIndex() = default;

std::vector<TextHit> TextIndex::search(std::string_view query, size_t limit) const {
  std::vector<TextHit> hits;
  std::string match = match_expression(query);
  if (match.empty()) return hits;
  Statement select =
      prepare(rep_->db,
              "SELECT post, quote, -bm25(text) AS score FROM text WHERE text MATCH ?1 "
              "ORDER BY score DESC, rowid LIMIT ?2");
  sqlite3_bind_text(select.get(), 1, match.data(), static_cast<int>(match.size()), SQLITE_STATIC);
  sqlite3_bind_int64(select.get(), 2, static_cast<int64_t>(limit));
  while (sqlite3_step(select.get()) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 1));
    hits.push_back({static_cast<NodeId>(sqlite3_column_int64(select.get(), 0)), text,
                    sqlite3_column_double(select.get(), 2)});
  }
  return hits;
}

std::vector<std::string> search_tokens(std::string_view text, bool query) {
  std::vector<std::string> out;
  for_each_token(text, query,
                 [&](Token t) { out.push_back(fold_case(text.substr(t.begin, t.end - t.begin))); });
  return out;
}

}  // namespace hoego
