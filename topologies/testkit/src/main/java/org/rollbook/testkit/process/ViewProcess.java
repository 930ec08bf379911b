package org.rollbook.testkit.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.testkit.TimeLimit;

/// One instance of a view, started from its packaged jar with `java -jar` as an operator would.
///
/// It can be stopped or killed and started again with the same ports and state.
///
/// Not thread-safe; the addresses may be used from any thread.
public final class ViewProcess implements AutoCloseable {

  private final ViewSettings settings;
  private ChildProcess process;

  private ViewProcess(ViewSettings settings) {
    this.settings = settings;
    process = ChildProcess.start(command());
  }

  /// Starts an instance; it is not ready yet.
  public static ViewProcess start(ViewSettings settings) {
    return new ViewProcess(settings);
  }

  public ViewSettings settings() {
    return settings;
  }

  /// The address for clients, without a slash at the end.
  public String url() {
    return "http://127.0.0.1:" + settings.port();
  }

  /// The address of health and metrics, without a slash at the end.
  public String managementUrl() {
    return "http://127.0.0.1:" + settings.managementPort();
  }

  /// The process, to freeze it, to read its log, or to see how it ended.
  public ChildProcess process() {
    return process;
  }

  /// Waits until the instance reports that it is ready.
  public ViewProcess awaitReady() {
    return awaitReady(TimeLimit.AMPLE);
  }

  public ViewProcess awaitReady(Duration patience) {
    process.awaitReady(URI.create(managementUrl() + "/health/readiness"), patience);
    return this;
  }

  /// Asks it to drain and close, and waits until it has.
  ///
  /// @return the exit code
  public int stop() {
    return process.term(TimeLimit.AMPLE);
  }

  /// Ends it without a chance to tidy up.
  public void kill() {
    process.kill9();
  }

  /// Starts the stopped or killed instance again, with the same ports and state.
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException(settings.name() + " is running");
    }
    process = ChildProcess.start(command());
  }

  @Override
  public void close() {
    process.close();
  }

  private JavaCommand command() {
    Path folder = settings.folder();
    Map<String, String> environment = new HashMap<>();
    environment.put("MICRONAUT_SERVER_PORT", Integer.toString(settings.port()));
    environment.put("ROLLBOOK_MANAGEMENT_PORT", Integer.toString(settings.managementPort()));
    environment.put("ROLLBOOK_ADVERTISED_ADDRESS", "127.0.0.1:" + settings.managementPort());
    environment.put("ROLLBOOK_STATE_DIR", folder.resolve("state").toString());
    environment.putAll(settings.environment());
    List<String> arguments =
        Stream.concat(
                settings.jvmArguments().stream(), Stream.of("-jar", settings.jar().toString()))
            .toList();
    return new JavaCommand(settings.name(), arguments, environment, folder.resolve("log"));
  }
}
