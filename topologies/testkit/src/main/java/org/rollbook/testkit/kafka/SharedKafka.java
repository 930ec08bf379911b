package org.rollbook.testkit.kafka;

import java.util.UUID;

/// The one broker that all tests of a JVM share: started by the first test that uses it, stopped
/// when the JVM ends.
///
/// A test takes a topic prefix of its own, so it sees nothing of other tests. A test that stops its
/// broker, or configures it specially, starts an [EmbeddedKafka] instead.
public final class SharedKafka {

  private SharedKafka() {}

  /// The running broker; not to be stopped or closed.
  public static EmbeddedKafka broker() {
    return Lazy.BROKER;
  }

  /// A topic prefix that no other test has.
  public static String uniquePrefix() {
    return "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// Starts the broker when the class is first used.
  private static final class Lazy {

    private static final EmbeddedKafka BROKER = started();

    private static EmbeddedKafka started() {
      var broker = EmbeddedKafka.start();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shared-kafka-stop"));
      return broker;
    }
  }
}
