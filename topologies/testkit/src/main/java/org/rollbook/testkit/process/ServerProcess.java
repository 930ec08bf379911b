package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that is no JVM, such as a database. It ends with this JVM, in whatever way that ends.
public final class ServerProcess {

  /// Runs a program, and kills it when the standard input ends: in whatever way the process ends
  /// that started it.
  private static final String UNTIL_INPUT_ENDS =
      """
      exec 3<&0
      "$@" 3<&- < /dev/null &
      server=$!
      (read -r _ <&3; kill -KILL $server) 2> /dev/null &
      watch=$!
      exec 3<&-
      wait $server
      kill $watch 2> /dev/null
      """;

  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Process shell;

  private ServerProcess(Process shell) {
    this.shell = shell;
  }

  /// Starts one, and returns when it serves.
  ///
  /// @param command program and arguments
  /// @param log of this run
  /// @param started what it prints there when it serves
  public static ServerProcess start(List<String> command, Path log, String started) {
    var words = new ArrayList<>(List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh"));
    words.addAll(command);
    try {
      Files.deleteIfExists(log);
      var server =
          new ServerProcess(
              new ProcessBuilder(words)
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile())
                  .start());
      server.awaitStarted(log, started);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStarted(Path log, String started) throws IOException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (!Files.readString(log).contains(started)) {
      if (hasEnded() || System.nanoTime() > deadline) {
        kill9();
        throw new IllegalStateException("the server does not start: " + Files.readString(log));
      }
    }
  }

  private boolean hasEnded() {
    try {
      return shell.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Ends it without a chance to tidy up (`SIGKILL`).
  public void kill9() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell.onExit().join();
  }

  public boolean isAlive() {
    return shell.isAlive();
  }
}
