package org.rollbook.benchmark.measure;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Clients with a connection each, all on one thread.
///
/// In a closed loop each asks again as soon as it is answered: as many requests as the server can
/// answer, but a slow answer delays the requests behind it, so that latencies hide the queue. In an
/// open loop requests are due at a fixed rate, and a latency is counted from when the request was
/// due.
///
/// Clients share the machine with the servers, so they are plain Netty: a client of `java.net.http`
/// uses as much processor time for a request as a server does for the answer.
///
/// @param perSecond how many requests are due in a second over all connections; empty for a closed
///   loop
public record Load(int connections, OptionalInt perSecond, Duration time) {

  public static Load closed(int connections, Duration time) {
    return new Load(connections, OptionalInt.empty(), time);
  }

  public static Load open(int connections, int perSecond, Duration time) {
    return new Load(connections, OptionalInt.of(perSecond), time);
  }

  /// A request of a client.
  ///
  /// @param json the body of a POST; empty for a GET
  public record Request(URI address, String json) {}

  /// How many answers there were, and how many nanoseconds each took.
  public record Result(double perSecond, Histogram nanos) {

    /// How long they took on average.
    public double meanMillis() {
      return nanos.getMean() / 1e6;
    }

    /// The time that this part of the answers took at most.
    ///
    /// @param part up to 1
    public double micros(double part) {
      return nanos.getValueAtPercentile(100 * part) / 1e3;
    }
  }

  /// Sends requests and waits for the answers.
  ///
  /// @param requests draws the next one, all for one server
  /// @throws IllegalStateException for any status but 200
  public Result of(Function<RandomGenerator, Request> requests) {
    var thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      long begun = System.nanoTime();
      var clients =
          Stream.generate(() -> LoadClient.asking(thread, requests, this, begun))
              .limit(connections)
              .toList();
      var nanos = new Histogram(LoadClient.DIGITS);
      clients.stream().map(CompletableFuture::join).forEach(nanos::add);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Result(nanos.getTotalCount() / seconds, nanos);
    } finally {
      thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /// The time between two requests of one connection; 0 to ask again at once.
  long nanosBetween() {
    return perSecond.isPresent() ? TimeUnit.SECONDS.toNanos(connections) / perSecond.getAsInt() : 0;
  }
}
