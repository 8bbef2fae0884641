// SPDX-License-Identifier: Apache-2.0
// Graphviz, fontconfig and Pango keep what they loaded until the end, and lose a little at each
// picture; that is known and theirs.
extern "C" const char* __lsan_default_suppressions();   // NOLINT
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return "leak:libgvc\nleak:libcgraph\nleak:libcdt\nleak:libgvplugin\nleak:libfontconfig\n"
         "leak:libpango\nleak:libcairo\nleak:libgobject\nleak:libglib\n";
}
