package org.rollbook.benchmark.load;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
/// @param connections how many
/// @param perSecond how many requests are due in a second over all connections; empty for a closed
///   loop
/// @param time how long
public record Load(int connections, OptionalInt perSecond, Duration time) {

  /// A closed loop.
  public static Load closed(int connections, Duration time) {
    return new Load(connections, OptionalInt.empty(), time);
  }

  /// An open loop.
  public static Load open(int connections, int perSecond, Duration time) {
    return new Load(connections, OptionalInt.of(perSecond), time);
  }

  /// The outcome: how many answers there were, and how long each took.
  ///
  /// @param nanos of each answer
  public record Result(double perSecond, Histogram nanos) {

    /// How many answers there were.
    public long answers() {
      return nanos.getTotalCount();
    }

    /// How long they took on average, in microseconds.
    public double meanMicros() {
      return nanos.getMean() / 1_000;
    }

    /// The time that this part of the answers took at most, in microseconds.
    ///
    /// @param part of the answers, up to 1
    public double micros(double part) {
      return nanos.getValueAtPercentile(100 * part) / 1_000.0;
    }
  }

  /// Sends requests and waits for the answers.
  ///
  /// @param questions draws the next one, all for one server
  /// @throws IllegalStateException for any status but 200
  public Result of(Function<RandomGenerator, LoadRequest> questions) {
    var thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      long begun = System.nanoTime();
      var times = new LoadClient.Times(begun, nanosBetween(), begun + time.toNanos());
      List<CompletableFuture<Histogram>> clients =
          IntStream.range(0, connections)
              .mapToObj(number -> LoadClient.asking(thread, questions, times))
              .toList();
      var nanos = new Histogram(LoadClient.DIGITS);
      clients.stream().map(CompletableFuture::join).forEach(nanos::add);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Result(nanos.getTotalCount() / seconds, nanos);
    } finally {
      thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /// The time between two requests of one connection.
  private OptionalLong nanosBetween() {
    return perSecond.isPresent()
        ? OptionalLong.of(TimeUnit.SECONDS.toNanos(connections) / perSecond.getAsInt())
        : OptionalLong.empty();
  }

  /// Sends a request and reads the whole answer.
  public static String send(HttpClient http, HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            request.uri() + ": " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A GET of an address.
  public static HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).build();
  }
}
