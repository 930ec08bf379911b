package org.rollbook.runtime.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes parts that may take long, all at once, and stops waiting for those that take too long.
final class ClosingParts {

  private static final Logger LOG = LoggerFactory.getLogger(ClosingParts.class);

  private ClosingParts() {}

  /// Something that closes.
  interface Closing {
    void close() throws InterruptedException;
  }

  /// Returns when all are closed, or when the time is over.
  static void closeTogether(Duration within, Map<String, Closing> parts) {
    long deadline = System.nanoTime() + within.toNanos();
    List<Thread> threads = new ArrayList<>();
    parts.forEach(
        (name, part) ->
            threads.add(
                Thread.ofPlatform().name("close-" + name).daemon().start(() -> close(name, part))));
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
          LOG.atWarn()
              .addKeyValue("thread", thread.getName())
              .log("Ending without waiting any longer");
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(String name, Closing part) {
    try {
      part.close();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      LOG.atWarn().addKeyValue("part", name).setCause(failed).log("Could not be closed");
    }
  }
}
