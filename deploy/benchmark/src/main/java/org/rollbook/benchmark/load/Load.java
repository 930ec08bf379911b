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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Clients with a connection each, which ask again as soon as they are answered, all on one thread.
///
/// They share the machine with the servers, so they are plain Netty: a client of `java.net.http`
/// uses as much processor time for a request as a server does for the answer.
///
/// @param connections how many
/// @param time how long
public record Load(int connections, Duration time) {

  /// The outcome: how many answers there were, and how long each took.
  public static final class Result {

    private final double perSecond;
    private final long[] nanos;

    /// @param nanos of each answer, least first
    private Result(double perSecond, long[] nanos) {
      this.perSecond = perSecond;
      this.nanos = nanos;
    }

    /// How many answers there were.
    public int answers() {
      return nanos.length;
    }

    /// How long they took on average, in microseconds.
    public double meanMicros() {
      return Arrays.stream(nanos).average().orElseThrow() / 1_000;
    }

    /// Answers a second.
    public double perSecond() {
      return perSecond;
    }

    /// The time that this part of the answers took at most, in microseconds.
    ///
    /// @param part of the answers, up to 1
    public double micros(double part) {
      int at = Math.min(nanos.length - 1, (int) (nanos.length * part));
      return nanos[at] / 1_000.0;
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
      long end = begun + time.toNanos();
      List<CompletableFuture<long[]>> clients =
          IntStream.range(0, connections)
              .mapToObj(number -> LoadClient.asking(thread, questions, end))
              .toList();
      long[] nanos =
          clients.stream().map(CompletableFuture::join).flatMapToLong(LongStream::of).toArray();
      double seconds = (System.nanoTime() - begun) / 1e9;
      Arrays.sort(nanos);
      return new Result(nanos.length / seconds, nanos);
    } finally {
      thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
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
