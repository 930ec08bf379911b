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

/// Chooses the next instance to ask: in rotation, of those that were ready at the last check. Any
/// thread.
public final class Balancer implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /// A frozen instance gets requests for this long before they go to another one. A shorter time
  /// would exclude instances that are only busy, at worst all of them at once.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<Backend> backends;

  /// Why instances are excluded.
  private final Map<Backend, String> away = new ConcurrentHashMap<>();

  private final AtomicInteger rotation = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService looks;

  /// A balancer that has checked all instances once, and checks them continuously until it is
  /// closed.
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
  /// @param tried the instances that were asked already
  Optional<Backend> next(Collection<Backend> tried) {
    int first = Math.floorMod(rotation.getAndIncrement(), backends.size());
    for (int i = 0; i < backends.size(); i++) {
      Backend candidate = backends.get((first + i) % backends.size());
      if (!away.containsKey(candidate) && !tried.contains(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Why each excluded instance is not ready: `i1: looked at, 503; i2: asked,
  /// ...HttpTimeoutException`.
  String absences() {
    return backends.stream()
        .flatMap(
            backend ->
                Optional.ofNullable(away.get(backend))
                    .map(why -> backend.name() + ": " + why)
                    .stream())
        .collect(Collectors.joining("; "));
  }

  /// Excludes an instance that did not accept or answer a request, until it reports again that it
  /// is ready.
  void refusedBy(Backend backend, IOException why) {
    away.put(backend, "asked, " + why);
  }

  @Override
  public void close() {
    looks.shutdownNow();
    http.shutdownNow();
  }

  /// Any failure is recorded and the check repeated: a check that threw would be the last.
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
