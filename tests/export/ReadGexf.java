// SPDX-License-Identifier: Apache-2.0
// Reads a GEXF file with Gephi's own importer, which knows version 1.3, and prints what Gephi then
// holds: a line for each remark, node (id, label, time, labels) and edge (ends, kind, type).
//   java -cp gephi-toolkit-0.10.1-all.jar ReadGexf.java FILE
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.gephi.io.importer.api.EdgeDraft;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.NodeDraft;
import org.gephi.io.importer.impl.ImportContainerImpl;
import org.gephi.io.importer.plugin.file.ImporterGEXF;

public class ReadGexf {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ImportContainerImpl graph = new ImportContainerImpl();
    ImporterGEXF importer = new ImporterGEXF();
    importer.setReader(Files.newBufferedReader(Path.of(arguments[0])));
    importer.execute(graph.getLoader());
    graph.closeLoader();
    for (Iterator<Issue> i = importer.getReport().getIssues(1000); i.hasNext(); ) {
      Issue issue = i.next();
      out.println("remark\t" + issue.getLevel() + "\t" + issue.getMessage());
    }
    out.println("time\t" + graph.getTimeRepresentation() + "\t" + graph.getTimeFormat());
    for (NodeDraft node : graph.getNodes())
      out.println(String.join("\t", "node", node.getId(), escaped(node.getLabel()),
          String.valueOf(node.getTimeSet()), escaped(String.valueOf(node.getValue("_")))));
    for (EdgeDraft edge : graph.getEdges())
      out.println(String.join("\t", "edge", edge.getSource().getId(), edge.getTarget().getId(),
          escaped(String.valueOf(edge.getType())), escaped(String.valueOf(edge.getValue("_")))));
  }

  // One line and one column, whatever a label holds.
  static String escaped(String text) {
    if (text == null) return "";
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
