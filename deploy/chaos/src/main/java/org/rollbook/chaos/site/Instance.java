package org.rollbook.chaos.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.watch.Backend;

/// One instance: its ports and its folder, whether it runs or not. One thread; any thread may use
/// [#backend()].
public final class Instance implements AutoCloseable {

  private static final String STATE = "state";

  private final ViewSettings settings;

  /// The settings with which it was started last.
  private ViewSettings started;

  private volatile @Nullable ViewProcess process;

  /// Whether somebody has ended it.
  private volatile boolean ended = true;

  private boolean frozen;

  Instance(ViewSettings settings) {
    this.settings = settings;
    this.started = settings;
  }

  public String name() {
    return settings.name();
  }

  /// Where other instances reach it.
  public String address() {
    return "127.0.0.1:" + settings.managementPort();
  }

  /// Starts it, for the first time or again.
  public void start() {
    start(settings);
  }

  /// Starts it with another value of one variable, as by an operator's mistake.
  public void startWith(String variable, String value) {
    start(settings.with(variable, value));
  }

  /// Starts it from another jar.
  public void startFrom(Path jar) {
    start(settings.from(jar));
  }

  private void start(ViewSettings given) {
    ViewProcess earlier = process;
    if (earlier != null) {
      earlier.close();
    }
    started = given;
    process = ViewProcess.start(given);
    ended = false;
  }

  /// Asks it to stop (`SIGTERM`), and waits until it has.
  public void stop() {
    ended = true;
    running().stop();
  }

  /// Ends it without a chance to tidy up.
  public void kill() {
    ended = true;
    running().kill();
  }

  /// Removes everything that it kept, while it does not run.
  public void loseDisk() {
    requireEnded();
    new TemporaryFolder(settings.folder().resolve(STATE)).close();
  }

  /// Damages each file of rows that it kept, while it does not run.
  public void damageFiles() {
    requireEnded();
    DamagedFiles.in(settings.folder().resolve(STATE));
  }

  private void requireEnded() {
    if (!ended) {
      throw new IllegalStateException(name() + " is running");
    }
  }

  /// Suspends it.
  public void freeze() {
    frozen = true;
    running().process().freeze();
  }

  /// Lets it go on.
  public void thaw() {
    running().process().thaw();
    frozen = false;
  }

  /// Starts it again if it has ended by itself, as a supervisor does.
  ///
  /// @return how it ended, if so
  OptionalInt revive() {
    ViewProcess last = process;
    OptionalInt code = ended || last == null ? OptionalInt.empty() : last.process().exitCode();
    if (code.isPresent()) {
      start(started);
    }
    return code;
  }

  /// Whether it should be running.
  boolean isRunning() {
    return !ended && !frozen;
  }

  Backend backend() {
    return new Backend(
        name(), URI.create("http://127.0.0.1:" + settings.port()), readiness(), this::isDown);
  }

  URI readiness() {
    return URI.create("http://127.0.0.1:" + settings.managementPort() + "/health/readiness");
  }

  @Override
  public void close() {
    ViewProcess last = process;
    if (last != null) {
      last.close();
    }
  }

  private boolean isDown() {
    ViewProcess last = process;
    return ended || last == null || !last.process().isAlive();
  }

  private ViewProcess running() {
    ViewProcess last = process;
    if (last == null) {
      throw new IllegalStateException(name() + " was never started");
    }
    return last;
  }
}
