package org.rollbook.testkit.kafka;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A broker that runs until its process is told to stop: what a [BrokerProcess] starts.
final class BrokerMain {

  private BrokerMain() {}

  /// Takes the port, the folder that the broker keeps its data in, and then properties as
  /// `name=value`.
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

  /// The line that says that the broker answers; no other run of it has the same.
  static String started(long pid) {
    return "broker of process " + pid + " answers";
  }
}
