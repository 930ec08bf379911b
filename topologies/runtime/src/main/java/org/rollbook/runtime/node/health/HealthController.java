package org.rollbook.runtime.node.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.rollbook.runtime.serve.http.HttpSettings;

/// `/health/liveness` and `/health/readiness` on the management port: 200 or 503, and why.
@Requires(beans = Health.class)
@Controller(value = "/health", port = HttpSettings.MANAGEMENT_PORT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

  private final Health health;

  HealthController(Health health) {
    this.health = health;
  }

  @Get("/liveness")
  HttpResponse<Liveness> liveness() {
    Liveness liveness = health.liveness();
    return HttpResponse.<Liveness>status(status(liveness.isLive())).body(liveness);
  }

  @Get("/readiness")
  HttpResponse<Readiness> readiness() {
    Readiness readiness = health.readiness();
    return HttpResponse.<Readiness>status(status(readiness.isReady())).body(readiness);
  }

  private static HttpStatus status(boolean well) {
    return well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
  }
}
