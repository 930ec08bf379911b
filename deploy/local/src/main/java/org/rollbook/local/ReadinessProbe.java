package org.rollbook.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;

/// Asks a topology whether it is ready. Any thread.
final class ReadinessProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI address;

  /// Until it was, one that is not ready is starting.
  private volatile boolean wasReady;

  ReadinessProbe(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  Health ask() {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status == 200) {
        wasReady = true;
        return Health.of(Condition.READY);
      }
      return unready("readiness answers " + status);
    } catch (IOException e) {
      return unready("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unready("not asked to the end");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Health unready(String why) {
    return new Health(wasReady ? Condition.UNREADY : Condition.STARTING, why);
  }
}
