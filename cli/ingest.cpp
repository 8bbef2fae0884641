// SPDX-License-Identifier: Apache-2.0
// `hoego ingest`: finds posts, reads those that changed since the last run, builds the graph of all
// facts, commits posts and graph in one transaction.
#include "cli/ingest.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "base/messages.h"
#include "cli/files.h"
#include "cli/lexicons.h"
#include "cli/read_posts.h"
#include "cli/terminal.h"
#include "graph/store.h"
#include "parser/build_graph.h"
#include "parser/career/facts_codec.h"
#include "parser/corrections.h"
#include "parser/note_text.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;
using parser::PostFacts;

// The facts of a post and what the store remembers beside them.
struct PostEntry {
  PostFacts facts;
  StoredPost stored;
};
using Entries = std::map<std::string, PostEntry>;  // by source

struct Tally {
  size_t added = 0;
  size_t changed = 0;
  size_t removed = 0;
  size_t unchanged = 0;
  size_t failed = 0;

  bool any() const { return added + changed + removed > 0; }
};

// Which author a post gets when it names none, or always ("folder").
class AuthorPolicy {
 public:
  explicit AuthorPolicy(const IngestOptions& options) : options_(options) {}

  void apply(PostFacts& facts, const std::string& relative, size_t root) const {
    if (options_.author_from == "folder") {
      facts.author = folder_of(relative, root);
      facts.author_rule = "first folder below the path";
    } else if (!facts.author || facts.author->empty()) {
      facts.author = options_.author.empty() ? name_of(options_.paths[root]) : options_.author;
      facts.author_rule = options_.author.empty() ? "one person for each path" : "--author";
    }
  }

  // Part of a post's hash: another policy means reading again.
  std::string key(const std::string& relative, size_t root) const {
    return options_.author_from + '\0' + options_.author + '\0' + folder_of(relative, root);
  }

 private:
  std::string folder_of(const std::string& relative, size_t root) const {
    size_t slash = relative.find('/');
    return slash == std::string::npos ? name_of(options_.paths[root]) : relative.substr(0, slash);
  }
  static std::string name_of(const std::string& path) {
    fs::path clean = fs::path(path).lexically_normal();
    if (!clean.has_filename()) clean = clean.parent_path();
    std::error_code error;
    if (clean == "." || clean.empty()) clean = fs::current_path(error);
    return clean.has_extension() ? clean.stem().string() : clean.filename().string();
  }

  const IngestOptions& options_;
};

int64_t modified(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return 0;
  return static_cast<int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
}

std::string normal_path(const std::string& path) {
  return fs::path(path).lexically_normal().generic_string();
}

// The source by which the graph knows a post: its path, or FILE.jsonl#SOURCE.
std::string source_of(const IncomingPost& post) {
  bool line = post.full_path.find(".jsonl:") != std::string::npos;
  if (!line) return normal_path(post.full_path);
  return normal_path(post.full_path.substr(0, post.full_path.rfind(':'))) + "#" + post.file.path;
}

constexpr const char* kCorrectionsFile = "hoego.corrections.toml";

// The corrections beside the posts: one file in each folder of the command line.
class CorrectionFiles {
 public:
  explicit CorrectionFiles(const std::vector<std::string>& paths) {
    std::vector<std::string> problems;
    for (const std::string& path : paths) {
      std::string name = (fs::path(path) / kCorrectionsFile).generic_string();
      std::error_code error;
      if (!fs::is_regular_file(name, error)) continue;
      std::string text = read_file(name);
      hash_ = fnv1a(text, hash_);
      all_.push_back(parser::Corrections::parse(text, name, problems));
    }
    for (const std::string& problem : problems) note(problem);
  }

  std::string key() const { return all_.empty() ? "" : hex(hash_); }
  Packs cohorts() const {
    Packs packs;
    for (const auto& corrections : all_)
      if (std::string table = corrections.cohort_table(); !table.empty())
        packs.emplace_back("cohorts.tsv", std::move(table));
    return packs;
  }
  void apply(std::vector<PostFacts>& facts) const {
    std::vector<std::string> unused;
    for (const auto& corrections : all_) corrections.apply(facts, unused);
    for (const std::string& text : unused) note(text);
  }

 private:
  std::vector<parser::Corrections> all_;
  uint64_t hash_ = kFnvOffset;
};

// The word tables of a run: the user's packs, and the cohorts of the corrections.
Packs tables_of(const IngestOptions& options, const CorrectionFiles& corrections) {
  Packs packs = read_packs(options.lexicons);
  for (auto& pack : corrections.cohorts()) packs.push_back(std::move(pack));
  return packs;
}

// Reads posts into entries, with a progress bar and a note for each that could not be read.
class Ingester {
 public:
  Ingester(const IngestOptions& options, const Packs& packs)
      : options_(options),
        policy_(options),
        lexicon_(load_lexicon(packs)),
        reader_key_(reader_key(packs)) {}

  const Tally& tally() const { return tally_; }

  // `known`: what the store holds; entries whose files have not changed are left as they are.
  Entries run(const std::vector<StoredPost>& known) {
    for (const StoredPost& post : known) known_.emplace(post.source, &post);
    std::vector<FoundFile> files = find_posts(options_.paths);
    read(changed_files(std::move(files)));
    keep_what_was_not_looked_at(known);
    if (notes_ > kMostNotes) note(say("... and {} more", notes_ - kMostNotes));
    return std::move(entries_);
  }

 private:
  // Facts of other tables or of another version of the reader are other facts.
  static std::string reader_key(const Packs& packs) {
    uint64_t hash = fnv1a(std::to_string(parser::kFactsVersion) + HOEGO_VERSION);
    for (const auto& [name, text] : packs) hash = fnv1a(name + text, hash);
    return hex(hash);
  }

  std::string hash_prefix(const std::string& relative, size_t root) const {
    return hex(fnv1a(policy_.key(relative, root), fnv1a(reader_key_)));
  }

  std::vector<FoundFile> changed_files(std::vector<FoundFile> files) {
    std::vector<FoundFile> changed;
    for (FoundFile& file : files) {
      std::string source = normal_path(file.path);
      auto it = known_.find(source);
      bool same = it != known_.end() && it->second->size == static_cast<int64_t>(file.size) &&
                  it->second->modified == modified(file.path) &&
                  it->second->hash.starts_with(hash_prefix(file.relative, file.root)) &&
                  keep(*it->second);
      if (!same) changed.push_back(std::move(file));
    }
    return changed;
  }

  // Takes the stored facts over; false where they cannot be decoded.
  bool keep(const StoredPost& post) {
    auto facts = parser::decode_facts(post.facts_json);
    if (!facts) return false;
    entries_[post.source] = {std::move(*facts), post};
    ++tally_.unchanged;
    return true;
  }

  void read(std::vector<FoundFile> files) {
    uint64_t total = 0;
    for (const FoundFile& file : files) total += file.size;
    Progress progress(say("reading posts"), total);
    PostReader reader(std::move(files), [&](const std::string& what) {
      ++tally_.failed;
      note(what);
    });
    read_posts(reader, *lexicon_, options_.threads, [&](IncomingPost&& post, PostFacts&& facts) {
      progress.advance(post.size);
      take(post, std::move(facts));
    });
  }

  void take(const IncomingPost& post, PostFacts&& facts) {
    PostEntry entry;
    entry.stored.source = source_of(post);
    std::string relative = post.file.path;
    entry.stored.hash = hash_prefix(relative, post.root) + hex(post.hash);
    entry.stored.size = static_cast<int64_t>(post.size);
    entry.stored.modified = modified(post.full_path);
    policy_.apply(facts, relative, post.root);
    facts.source = entry.stored.source;
    print_notes(facts);
    entry.facts = std::move(facts);
    entry.stored.facts_json = parser::encode_facts(entry.facts);
    count(entry.stored);
    entries_[entry.stored.source] = std::move(entry);
  }

  void count(const StoredPost& now) {
    auto it = known_.find(now.source);
    if (it == known_.end())
      ++tally_.added;
    else if (it->second->hash != now.hash || it->second->facts_json != now.facts_json)
      ++tally_.changed;
    else
      ++tally_.unchanged;
  }

  // Posts under other paths than those of this run stay; those under them that are gone go.
  void keep_what_was_not_looked_at(const std::vector<StoredPost>& known) {
    for (const StoredPost& post : known) {
      if (entries_.count(post.source) == 1) continue;
      if (is_under_a_path(post.source))
        ++tally_.removed;
      else
        keep(post);
    }
  }

  bool is_under_a_path(const std::string& source) const {
    return std::any_of(options_.paths.begin(), options_.paths.end(), [&](const std::string& path) {
      std::string root = normal_path(path);
      while (root.size() > 1 && root.back() == '/') root.pop_back();
      if (root == "." && !source.starts_with("/") && !source.starts_with("../")) return true;
      return source == root || source.starts_with(root == "/" ? root : root + "/") ||
             source.starts_with(root + "#");
    });
  }

  void print_notes(const PostFacts& facts) {
    for (const parser::Note& one : facts.notes) {
      if (++notes_ > kMostNotes) continue;
      note(say("{}: {} (byte {})", facts.source, parser::note_text(one.message), one.offset));
    }
  }

  static constexpr size_t kMostNotes = 20;

  const IngestOptions& options_;
  AuthorPolicy policy_;
  std::shared_ptr<const parser::Lexicon> lexicon_;
  std::string reader_key_;
  std::map<std::string, const StoredPost*> known_;
  Entries entries_;
  Tally tally_;
  size_t notes_ = 0;
};

parser::BuildReport build(const Entries& entries, const CorrectionFiles& corrections,
                          Graph& graph) {
  std::vector<PostFacts> facts;
  facts.reserve(entries.size());
  for (const auto& [source, entry] : entries) facts.push_back(entry.facts);
  corrections.apply(facts);
  return parser::build_graph(facts, graph);
}

void print_summary(const Tally& t, const parser::BuildReport* report,
                   const IngestOptions& options) {
  std::string line =
      say("{} posts: {} new, {} changed, {} removed, {} unchanged",
          t.added + t.changed + t.unchanged, t.added, t.changed, t.removed, t.unchanged);
  if (t.failed > 0) line += ", " + say("{} could not be read", t.failed);
  tell(line);
  if (report != nullptr)
    tell(say("{}: {} people, {} posts, {} steps ({} told in several posts)", options.graph,
             report->people, report->posts, report->steps, report->merged));
}

// Into the open transaction, which it ends.
void write(Store& store, const Entries& entries, const std::vector<StoredPost>& known,
           Graph& graph) {
  std::map<std::string, const StoredPost*> before;
  for (const StoredPost& post : known) before.emplace(post.source, &post);
  for (const auto& [source, entry] : entries) {
    auto it = before.find(source);
    if (it == before.end() || !(*it->second == entry.stored)) store.upsert_post(entry.stored);
  }
  for (const StoredPost& post : known)
    if (entries.count(post.source) == 0) store.remove_post(post.source);
  store.commit(graph);
}

int dry_run(const IngestOptions& options) {
  std::error_code error;
  std::vector<StoredPost> known;
  if (fs::exists(options.graph, error)) known = Store::open(options.graph).posts();
  CorrectionFiles corrections(options.paths);
  Ingester ingester(options, tables_of(options, corrections));
  ingester.run(known);
  print_summary(ingester.tally(), nullptr, options);
  return 0;
}

}  // namespace

int run_ingest(const IngestOptions& options) {
  if (options.dry_run) return dry_run(options);
  Store store = Store::open_or_create(options.graph);
  std::vector<StoredPost> known = store.posts();
  CorrectionFiles corrections(options.paths);
  Ingester ingester(options, tables_of(options, corrections));
  Entries entries = ingester.run(known);
  bool same_corrections = store.setting("corrections").value_or("") == corrections.key();
  if (!ingester.tally().any() && same_corrections) {
    print_summary(ingester.tally(), nullptr, options);
    return 0;
  }
  Graph graph = store.load();
  parser::BuildReport report = build(entries, corrections, graph);
  store.begin();
  store.set_setting("corrections", corrections.key());
  write(store, entries, known, graph);
  print_summary(ingester.tally(), &report, options);
  return 0;
}

void ingest_into(const IngestOptions& options, Graph& graph) {
  CorrectionFiles corrections(options.paths);
  Ingester ingester(options, tables_of(options, corrections));
  build(ingester.run({}), corrections, graph);
  graph.clear_changes();
}

}  // namespace hoego::cli
