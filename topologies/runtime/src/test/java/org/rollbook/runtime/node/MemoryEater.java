package org.rollbook.runtime.node;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.rollbook.runtime.serve.MemoryEatingServer;
import org.slf4j.LoggerFactory;

/// Takes all the memory there is in one of the threads that an instance has, next to a thread that
/// would keep the process alive for ever.
public final class MemoryEater {

  private static final List<byte[]> EATEN = new ArrayList<>();

  private MemoryEater() {}

  public static void main(String[] arguments) throws InterruptedException {
    OutOfMemory.watch();
    Thread.ofPlatform().name("for-ever").start(MemoryEater::stay);
    switch (arguments[0]) {
      case "thread" -> Thread.ofPlatform().start(MemoryEater::eat);
      case "virtual" -> Thread.startVirtualThread(MemoryEater::eat);
      case "kafka" -> likeKafka().start();
      case "event-loop" ->
          new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).execute(MemoryEater::eat);
      case "request" -> MemoryEatingServer.ask(MemoryEater::eat);
      case "caught" ->
          CompletableFuture.runAsync(MemoryEater::eat)
              .exceptionally(
                  error -> {
                    LoggerFactory.getLogger(MemoryEater.class).debug("caught {}", "it", error);
                    return null;
                  });
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /// As each of Kafka's threads does, it has a handler of its own, which logs.
  private static Thread likeKafka() {
    Thread thread = Thread.ofPlatform().name("kafka").daemon().unstarted(MemoryEater::eat);
    thread.setUncaughtExceptionHandler(
        (dead, error) ->
            LoggerFactory.getLogger(MemoryEater.class)
                .error("Uncaught exception in thread '{}':", dead.getName(), error));
    return thread;
  }

  /// Down to the last kilobyte.
  private static void eat() {
    int size = 1 << 20;
    while (true) {
      try {
        EATEN.add(new byte[size]);
      } catch (OutOfMemoryError full) {
        if (size == 1 << 10) {
          throw full;
        }
        size /= 2;
      }
    }
  }

  private static void stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
