package org.rollbook.enrollments;

import java.util.List;
import org.rollbook.enrollments.topology.EnrollmentsTopology;
import org.rollbook.runtime.node.NodeProcess;

/// Starts one instance of the enrollments topology.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        NodeProcess.run(EnrollmentsTopology.DEFINITION, System.getenv(), List.of(arguments)));
  }
}
