package org.rollbook.runtime.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;
import org.rollbook.runtime.time.SteadyClock;
import org.rollbook.runtime.topics.TopicScript;
import org.rollbook.runtime.topics.WrongTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process around a node: settings in, exit code out.
///
/// Exit code 143 (from the JVM) when asked to stop; 2 for a fault that an operator has to fix, with
/// one line that names it; 1 for anything else.
public final class NodeProcess {

  private static final int WRONG_SETTINGS = 2;
  private static final int DIED = 1;

  private NodeProcess() {}

  /// Runs a topology until it dies; when the process is asked to stop, the JVM ends before this
  /// returns. With the argument `topics` it prints the script that creates its topics instead; with
  /// `replay` and keys of dead letters it publishes their source messages once more.
  ///
  /// @return the exit code
  @SuppressWarnings("SystemOut") // The requested output must not depend on a log format.
  public static int run(
      TopologyDefinition<?> definition, Map<String, String> variables, List<String> arguments) {
    if (arguments.equals(List.of("topics"))) {
      return printTopics(definition, variables);
    }
    if (arguments.size() > 1 && arguments.getFirst().equals("replay")) {
      return replay(definition, variables, arguments.subList(1, arguments.size()));
    }
    if (!arguments.isEmpty()) {
      System.err.println(
          "arguments are none, topics, or replay with keys of dead letters: " + arguments);
      return WRONG_SETTINGS;
    }
    OutOfMemory.watch();
    return exitCodeOf(endOf(definition, variables));
  }

  /// Runs a deployable without views until it dies, as above.
  ///
  /// @param nodes makes the one instance, or fails with a [WrongSetting]
  /// @return the exit code
  public static int run(Supplier<? extends ProcessNode> nodes) {
    OutOfMemory.watch();
    return exitCodeOf(endOf(nodes));
  }

  private static Throwable endOf(Supplier<? extends ProcessNode> nodes) {
    try (var node = nodes.get()) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(node::close));
      return node.serve();
    } catch (InterruptedException | RuntimeException | Error cause) {
      OutOfMemory.endIfCauseOf(cause);
      return cause;
    }
  }

  /// Reports what ended a process.
  ///
  /// @return its exit code
  @SuppressWarnings("SystemOut") // One line, whatever the log's format.
  private static int exitCodeOf(Throwable end) {
    Optional<String> mistake = mistake(end);
    if (mistake.isPresent()) {
      System.err.println(mistake.get());
      return WRONG_SETTINGS;
    }
    LoggerFactory.getLogger(NodeProcess.class).atError().setCause(end).log("Ending the process");
    return DIED;
  }

  @SuppressWarnings("SystemOut")
  private static int printTopics(TopologyDefinition<?> definition, Map<String, String> variables) {
    try {
      Settings settings = settings(definition, variables);
      System.out.print(
          TopicScript.of(NodeTopics.of(definition, settings), settings.topics().replication()));
      return 0;
    } catch (WrongSetting wrong) {
      System.err.println(oneLine(wrong));
      return WRONG_SETTINGS;
    }
  }

  @SuppressWarnings("SystemOut")
  private static int replay(
      TopologyDefinition<?> definition, Map<String, String> variables, List<String> letters) {
    try (var replay = new Replay(settings(definition, variables))) {
      for (String letter : letters) {
        replay.replay(letter);
        System.out.println("replayed " + letter);
      }
      return 0;
    } catch (WrongSetting wrong) {
      System.err.println(oneLine(wrong));
      return WRONG_SETTINGS;
    } catch (KafkaException | InterruptedException failed) {
      System.err.println("replay: " + oneLine(failed));
      return DIED;
    }
  }

  private static Settings settings(
      TopologyDefinition<?> definition, Map<String, String> variables) {
    return Settings.from(
        variables,
        definition.name(),
        definition.version(),
        definition.port(),
        definition.contract().sources(),
        hostName());
  }

  /// Runs, and returns what ended it.
  private static Throwable endOf(TopologyDefinition<?> definition, Map<String, String> variables) {
    try {
      Settings settings = settings(definition, variables);
      warnOf(settings.kafka().unknown());
      Ports.requireFree(settings);
      try (var _ = StateFolder.claim(settings.state().folder());
          var node = new Node(definition, settings, clock())) {
        // On SIGTERM the JVM runs this while the main thread still waits; whichever comes second
        // finds everything closed.
        Runtime.getRuntime()
            .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(node::close));
        return node.serve();
      }
    } catch (InterruptedException | RuntimeException | Error cause) {
      OutOfMemory.endIfCauseOf(cause);
      return cause;
    }
  }

  /// The machine's clock, ahead or behind by `-Drollbook.clock.offset=PT1H` in drills, which cannot
  /// set the machine's clock.
  public static Clock clock() {
    Duration offset = Duration.parse(System.getProperty("rollbook.clock.offset", "PT0S"));
    return new SteadyClock(Clock.offset(Clock.systemUTC(), offset));
  }

  /// The fault that an operator has to fix, in one line; empty if it was another one.
  private static Optional<String> mistake(Throwable end) {
    for (Throwable cause = end; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case WrongSetting wrong -> {
          return Optional.of(oneLine(wrong));
        }
        case WrongTopic wrong -> {
          return Optional.of(oneLine(wrong));
        }
        case ConfigException wrong -> {
          return Optional.of("KAFKA_*: " + oneLine(wrong));
        }
        case FencedInstanceIdException taken -> {
          return Optional.of("ROLLBOOK_INSTANCE_ID: another process has taken this name");
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static String oneLine(Throwable wrong) {
    return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong settings");
  }

  private static void warnOf(List<String> unknown) {
    Logger log = LoggerFactory.getLogger(NodeProcess.class);
    unknown.forEach(
        name -> log.atWarn().addKeyValue("variable", name).log("No Kafka client knows this"));
  }

  /// The name of this machine.
  public static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
