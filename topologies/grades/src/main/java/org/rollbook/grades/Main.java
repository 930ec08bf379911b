package org.rollbook.grades;

import java.util.List;
import org.rollbook.grades.topology.GradesTopology;
import org.rollbook.runtime.node.NodeProcess;

/// Starts one instance of the grades topology.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(NodeProcess.run(GradesTopology.DEFINITION, System.getenv(), List.of(arguments)));
  }
}
