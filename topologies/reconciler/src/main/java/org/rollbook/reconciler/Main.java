package org.rollbook.reconciler;

import java.time.Clock;
import java.util.Map;
import org.rollbook.reconciler.settings.ReconcilerSettings;
import org.rollbook.runtime.node.NodeProcess;

/// Starts one instance of the reconciler.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(NodeProcess.exitCodeOf(endOf(System.getenv(), NodeProcess.clock())));
  }

  /// Runs, and returns what ended it.
  private static Throwable endOf(Map<String, String> variables, Clock clock) {
    try (var node =
        new ReconcilerNode(ReconcilerSettings.from(variables, NodeProcess.hostName()), clock)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(node::close));
      return node.serve();
    } catch (InterruptedException | RuntimeException | Error cause) {
      return cause;
    }
  }
}
