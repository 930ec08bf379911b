package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A process that is stopped (`SIGSTOP`) for as long as this is open.
///
/// A small shell stops the process, waits for the end of its own input and continues the process.
/// Its input ends when this is closed, and also when this JVM is gone: a frozen child could not
/// notice that, and would stay for ever.
final class Freeze implements AutoCloseable {

  /// Ctrl-C goes to the whole process group, and must not end the shell before it has continued the
  /// process. The signal may not have arrived when `kill` returns: where the system lists threads
  /// (Linux), the script waits until each has stopped.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      kill -STOP "$0" &&
        while grep -hs '^State:' /proc/"$0"/task/*/status | grep -qv '(stopped)'; do :; done &&
        echo && read -r _
      kill -CONT "$0" 2>/dev/null
      """;

  private final Process shell;

  private Freeze(Process shell) {
    this.shell = shell;
  }

  /// Freezes a process; it is stopped when this returns.
  static Freeze of(long pid) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(pid))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (shell.getInputStream().read() < 0) {
        throw new IllegalStateException("cannot freeze process " + pid);
      }
      return new Freeze(shell);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Continues the process; it runs when this returns.
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell.onExit().join();
  }
}
