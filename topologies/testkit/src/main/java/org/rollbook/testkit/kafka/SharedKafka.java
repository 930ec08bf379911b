package org.rollbook.testkit.kafka;

import java.util.UUID;

/// The one broker that all tests of a JVM share: started by the first that asks, stopped when the
/// JVM ends.
///
/// A test takes a topic prefix of its own and so sees nothing of the others. One that stops its
/// broker, or sets it up in a special way, starts an [EmbeddedKafka] instead.
public final class SharedKafka {

  private SharedKafka() {}

  /// The running broker; not to be stopped or closed.
  public static EmbeddedKafka broker() {
    return Holder.BROKER;
  }

  /// A topic prefix that no other test has.
  public static String uniquePrefix() {
    return "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// Starts the broker when first touched.
  private static final class Holder {

    private static final EmbeddedKafka BROKER = started();

    private static EmbeddedKafka started() {
      var broker = EmbeddedKafka.start();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shared-kafka-stop"));
      return broker;
    }
  }
}
