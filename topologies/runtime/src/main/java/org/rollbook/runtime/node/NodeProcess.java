package org.rollbook.runtime.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;
import org.rollbook.runtime.topics.WrongTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process around a node: settings in, exit code out.
///
/// 143 (from the JVM) when asked to stop; 2 for what an operator has to mend, with one line that
/// names it; 1 for anything else.
public final class NodeProcess {

  private static final int WRONG_SETTINGS = 2;
  private static final int DIED = 1;

  private NodeProcess() {}

  /// Runs a topology until it is told to stop or dies; does not return.
  @SuppressWarnings("SystemOut") // The one line of a wrong setting must not depend on a log format.
  public static void main(Deployable<?> deployable) {
    int code;
    try {
      code = run(deployable, System.getenv());
    } catch (WrongSetting | WrongTopic wrong) {
      System.err.println(wrong.getMessage());
      code = WRONG_SETTINGS;
    }
    System.exit(code);
  }

  private static int run(Deployable<?> deployable, Map<String, String> variables) {
    Settings settings =
        Settings.from(
            variables, deployable.name(), deployable.port(), deployable.sourceTopics(), hostName());
    Logger log = LoggerFactory.getLogger(NodeProcess.class);
    settings
        .kafka()
        .unknown()
        .forEach(
            name -> log.atWarn().addKeyValue("variable", name).log("No Kafka client knows this"));
    try (var node = new Node(deployable, settings, Clock.systemUTC())) {
      // On SIGTERM the JVM runs this while the main thread still waits; whichever comes second
      // finds everything closed.
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(node::close));
      Throwable cause = node.serve();
      log.atError().setCause(cause).log("Ending the process");
      return DIED;
    } catch (InterruptedException interrupted) {
      return DIED;
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
