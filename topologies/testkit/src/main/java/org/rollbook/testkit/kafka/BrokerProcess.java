package org.rollbook.testkit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// A Kafka broker in a JVM of its own: its clients' garbage collector does not stop it, and it can
/// be killed.
///
/// It can be killed or stopped and started again at the same address with its data.
///
/// Not thread-safe; [#bootstrapServers()] and [#client()] may be used from any thread.
public final class BrokerProcess implements AutoCloseable {

  /// Starts fast, but never reaches full speed.
  private static final List<String> SHORT_LIVED =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final TemporaryFolder folder = TemporaryFolder.create("rollbook-broker-");
  private final int port = FreePort.next();
  private final Map<String, String> properties;
  private final List<String> jvm;
  private ChildProcess process;
  private final BrokerClient client;

  private BrokerProcess(Map<String, String> properties, List<String> jvm) {
    this.properties = properties;
    this.jvm = jvm;
    process = started();
    client = new BrokerClient(bootstrapServers());
  }

  /// Starts a broker on a free port; closing it deletes its data.
  ///
  /// @param properties broker properties that override the small ones of [BrokerSettings]
  public static BrokerProcess start(Map<String, String> properties) {
    return start(properties, SHORT_LIVED);
  }

  /// Starts one like [#start(Map)], with JVM arguments.
  ///
  /// @param jvm its arguments
  public static BrokerProcess start(Map<String, String> properties, List<String> jvm) {
    return new BrokerProcess(Map.copyOf(properties), List.copyOf(jvm));
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// The id of the process that runs it now.
  public long pid() {
    return process.pid();
  }

  /// Topics and raw records of this broker; closed with it.
  public BrokerClient client() {
    return client;
  }

  /// Stops it in good order; does nothing if it does not run.
  public void stop() {
    process.term(TimeLimit.AMPLE);
  }

  /// Ends it without a chance to tidy up; does nothing if it does not run.
  public void kill() {
    process.kill9();
  }

  /// Suspends it: its connections stay open, and it answers nothing.
  public void freeze() {
    process.freeze();
  }

  /// Lets a frozen broker go on.
  public void thaw() {
    process.thaw();
  }

  /// Starts the broker that was stopped or killed, and waits until it answers.
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException("broker is running on port " + port);
    }
    process.close();
    process = started();
  }

  @Override
  public void close() {
    client.close();
    process.close();
    folder.close();
  }

  private ChildProcess started() {
    ChildProcess starting = ChildProcess.start(command());
    try {
      starting.awaitLine(BrokerMain.started(starting.pid()), TimeLimit.AMPLE);
      return starting;
    } catch (RuntimeException | AssertionError e) {
      starting.close();
      throw e;
    }
  }

  private JavaCommand command() {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(port));
    arguments.add(folder.path().resolve("data").toString());
    properties.forEach((name, value) -> arguments.add(name + "=" + value));
    return JavaCommand.ofMain(BrokerMain.class, jvm, Map.of(), folder.path(), arguments);
  }
}
