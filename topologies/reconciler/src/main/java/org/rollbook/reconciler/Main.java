package org.rollbook.reconciler;

import org.rollbook.reconciler.settings.ReconcilerSettings;
import org.rollbook.runtime.node.NodeProcess;

/// Starts one instance of the reconciler.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        NodeProcess.run(
            () ->
                new ReconcilerNode(
                    ReconcilerSettings.from(System.getenv(), NodeProcess.hostName()),
                    NodeProcess.clock())));
  }
}
