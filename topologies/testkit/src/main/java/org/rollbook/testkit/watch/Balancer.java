package org.rollbook.testkit.watch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Says which instance to ask next: each in turn of those that were ready when last looked at. Any
/// thread.
public final class Balancer implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /// An instance that stands still is asked for so long, and those requests go to another one
  /// later. Less takes out instances that are only busy, at worst all of them at once.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<Backend> backends;

  /// Why those that are not ready are not.
  private final Map<Backend, String> away = new ConcurrentHashMap<>();

  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService looks;

  /// A balancer that has looked once, and looks again and again until it is closed.
  public Balancer(List<Backend> backends) {
    this.backends = List.copyOf(backends);
    looks =
        new ScheduledThreadPoolExecutor(
            backends.size(), Thread.ofPlatform().name("balancer-", 0).daemon().factory());
    for (var backend : this.backends) {
      look(backend);
      var _ =
          looks.scheduleWithFixedDelay(
              () -> look(backend),
              BETWEEN_LOOKS.toNanos(),
              BETWEEN_LOOKS.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /// The next instance, if any is ready.
  ///
  /// @param tried those that were asked already
  Optional<Backend> next(Collection<Backend> tried) {
    int first = Math.floorMod(turn.getAndIncrement(), backends.size());
    for (int i = 0; i < backends.size(); i++) {
      Backend candidate = backends.get((first + i) % backends.size());
      if (!away.containsKey(candidate) && !tried.contains(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Why each that is not ready is not: `i1: looked at, 503; i2: asked, ...HttpTimeoutException`.
  String absences() {
    return backends.stream()
        .flatMap(
            backend ->
                Optional.ofNullable(away.get(backend))
                    .map(why -> backend.name() + ": " + why)
                    .stream())
        .collect(Collectors.joining("; "));
  }

  /// Passes over an instance that did not take or answer a request, until it says again that it is
  /// ready.
  void refusedBy(Backend backend, IOException why) {
    away.put(backend, "asked, " + why);
  }

  @Override
  public void close() {
    looks.shutdownNow();
    http.shutdownNow();
  }

  /// Whatever goes wrong is told of and tried again: a look that threw would be the last.
  private void look(Backend backend) {
    try {
      var request = HttpRequest.newBuilder(backend.readiness()).timeout(PATIENCE).build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status == 200) {
        away.remove(backend);
      } else {
        away.put(backend, "looked at, " + status);
      }
    } catch (IOException | RuntimeException e) {
      away.put(backend, "looked at, " + e);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
