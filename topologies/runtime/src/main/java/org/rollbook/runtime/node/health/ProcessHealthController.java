package org.rollbook.runtime.node.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.serve.http.HttpSettings;

/// `/health/liveness` and `/health/readiness` on the management port, of a process without views.
@Requires(beans = ProcessStatus.class)
@Controller(value = "/health", port = HttpSettings.MANAGEMENT_PORT)
final class ProcessHealthController {

  private final ProcessStatus status;

  ProcessHealthController(ProcessStatus status) {
    this.status = status;
  }

  /// Whether the process lives.
  ///
  /// @param why what has ended that must not end, or null
  @Serdeable
  record Alive(String status, @Nullable String why) {}

  /// Whether it works, or stands by.
  ///
  /// @param role `works`, or `waits` while another instance works
  /// @param waitingFor what it takes to begin, each a sentence for an operator
  /// @param trouble why the work cannot go on now, or null
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
                status.works() ? "works" : "waits",
                waitingFor,
                status.trouble().orElse(null)));
  }
}
