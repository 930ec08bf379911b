package org.rollbook.reconciler.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.reconciler.ReconcilerStatus;
import org.rollbook.reconciler.pass.Reconciler;
import org.rollbook.runtime.serve.http.HttpSettings;

/// `/health/liveness` and `/health/readiness` on the management port.
@Controller(value = "/health", port = HttpSettings.MANAGEMENT_PORT)
final class ReconcilerHealthController {

  private final ReconcilerStatus status;
  private final Reconciler reconciler;

  ReconcilerHealthController(ReconcilerStatus status, Reconciler reconciler) {
    this.status = status;
    this.reconciler = reconciler;
  }

  /// Whether the process lives.
  ///
  /// @param why what has ended that must not end, or null
  @Serdeable
  record Alive(String status, @Nullable String why) {}

  /// Whether it compares, or stands by.
  ///
  /// @param role `works`, or `waits` while another instance works
  /// @param waitingFor what it takes to begin, each a sentence for an operator
  /// @param trouble why rows cannot be compared now, or null
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Ready(String status, String role, List<String> waitingFor, @Nullable String trouble) {}

  @Get("/liveness")
  HttpResponse<Alive> liveness() {
    return status
        .death()
        .map(
            why ->
                HttpResponse.<Alive>status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(new Alive("dead", why)))
        .orElseGet(() -> HttpResponse.ok(new Alive("live", null)));
  }

  @Get("/readiness")
  HttpResponse<Ready> readiness() {
    List<String> waitingFor = status.waitingFor();
    return HttpResponse.<Ready>status(
            waitingFor.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(
            new Ready(
                waitingFor.isEmpty() ? "ready" : "not-ready",
                reconciler.works() ? "works" : "waits",
                waitingFor,
                reconciler.trouble().orElse(null)));
  }
}
