package org.rollbook.testkit.kafka;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A broker that runs until its process is stopped; a [BrokerProcess] starts it.
final class BrokerMain {

  private BrokerMain() {}

  /// Takes the port, the folder of the broker's data, and then properties as `name=value`.
  public static void main(String[] arguments) throws InterruptedException {
    BrokerSettings settings =
        BrokerSettings.throwaway()
            .onPort(Integer.parseInt(arguments[0]))
            .keepingDataIn(Path.of(arguments[1]));
    for (int i = 2; i < arguments.length; i++) {
      String[] property = arguments[i].split("=", 2);
      settings = settings.with(property[0], property[1]);
    }
    var broker = EmbeddedKafka.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
    System.out.println(started(ProcessHandle.current().pid()));
    new CountDownLatch(1).await();
  }

  /// The line that reports that the broker answers; each run of it has a different one.
  static String started(long pid) {
    return "broker of process " + pid + " answers";
  }
}
