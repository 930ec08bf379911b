package org.rollbook.testkit.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.FreePort;

/// A process that starts a [Child], freezes it on request, and does nothing more.
final class Parent {

  private Parent() {}

  /// Takes `frozen` or `running`, and the child's log.
  public static void main(String[] arguments) throws InterruptedException {
    var child =
        ChildProcess.start(
            new JavaCommand(
                "child",
                List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()),
                Map.of("ROLLBOOK_MANAGEMENT_PORT", Integer.toString(FreePort.next())),
                Path.of(arguments[1])));
    child.awaitLine("listening", Duration.ofSeconds(20));
    if (arguments[0].equals("frozen")) {
      child.freeze();
    }
    System.out.println("child " + child.pid());
    Thread.currentThread().join();
  }
}
