package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.TemporaryFolder;

/// A JVM that this one starts. It ends with this one, however this one ends (see [ParentWatch]).
///
/// Its output goes directly to its log file, so that a busy parent never blocks it. Every wait for
/// it fails at once, with the end of the log, if the process ends meanwhile.
///
/// Not thread-safe.
public final class ChildProcess implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int OUTPUT_LINES = 30;

  private final JavaCommand command;
  private final Process process;

  /// What a library unpacks for itself (RocksDB, LZ4), which nothing else deletes after a kill.
  private final TemporaryFolder temporary;

  private @Nullable Freeze freeze;

  private ChildProcess(JavaCommand command, Process process, TemporaryFolder temporary) {
    this.command = command;
    this.process = process;
    this.temporary = temporary;
  }

  public static ChildProcess start(JavaCommand command) {
    try {
      Path log = command.log().toAbsolutePath();
      Path agent = ParentWatchJar.in(Files.createDirectories(log.getParent()));
      var temporary = TemporaryFolder.at(log.resolveSibling(log.getFileName() + ".tmp"));
      Process process = command.builder(agent, temporary.path()).start();
      return new ChildProcess(command, process, temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return command.log();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The exit code, once there is one: 143 after `SIGTERM`, 137 after `SIGKILL`.
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// Returns if it is alive.
  ///
  /// @throws AssertionError with the end of its log if it has ended
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(command.name() + " exited with " + process.exitValue() + output());
    }
  }

  /// Waits until the address answers 200.
  public void awaitReady(URI address, Duration patience) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      await(
          "200 from " + address,
          patience,
          () -> statusOf(request, http) == 200 ? Optional.of(address) : Optional.empty());
    }
  }

  /// Waits for a line of the log that contains the text. If the log existed before, the line may be
  /// from an earlier run.
  ///
  /// @return the line
  public String awaitLine(String text, Duration patience) {
    return await(
        "\"" + text + "\" in the log",
        patience,
        () -> lines().stream().filter(line -> line.contains(text)).findFirst());
  }

  /// Waits for the end.
  ///
  /// @return the exit code
  public int awaitExit(Duration patience) {
    if (!exitsWithin(patience)) {
      throw new AssertionError(command.name() + " did not exit within " + patience + output());
    }
    return process.exitValue();
  }

  /// Asks it to stop (`SIGTERM`) and waits until it has.
  ///
  /// @return the exit code
  public int term(Duration patience) {
    thaw();
    // Not process.destroy(), which closes the child's input too: ParentWatch would end it at once.
    if (process.isAlive() && !process.toHandle().destroy()) {
      throw new IllegalStateException("cannot ask " + command.name() + " to stop");
    }
    return awaitExit(patience);
  }

  /// Ends it without a chance to tidy up (`SIGKILL`), frozen or not.
  public void kill9() {
    process.destroyForcibly();
    process.onExit().join();
    thaw();
  }

  /// Suspends it (`SIGSTOP`): its connections stay open, and it answers nothing.
  public void freeze() {
    if (freeze == null) {
      freeze = Freeze.of(pid());
    }
  }

  /// Lets a frozen process go on (`SIGCONT`).
  public void thaw() {
    if (freeze != null) {
      freeze.close();
      freeze = null;
    }
  }

  /// Kills it if it still runs.
  @Override
  public void close() {
    kill9();
    temporary.close();
  }

  private <T> T await(String what, Duration patience, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (exitsWithin(POLL)) {
        throw new AssertionError(
            command.name() + " exited with " + process.exitValue() + " before " + what + output());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            command.name() + ": no " + what + " within " + patience + output());
      }
    }
  }

  private static int statusOf(HttpRequest request, HttpClient http) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private boolean exitsWithin(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  private String output() {
    List<String> lines = lines();
    return "; its log ends:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
  }

  /// The log's lines; bytes that are not text (a half-written line) do no harm.
  public List<String> lines() {
    try {
      return new String(Files.readAllBytes(command.log()), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
