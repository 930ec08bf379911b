package org.rollbook.runtime.node.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.rollbook.runtime.serve.http.HttpSettings;

/// `/prometheus` on the management port.
///
/// One scrape after another: what is read anew for each is taken out of the registry meanwhile.
@Controller(value = "/prometheus", port = HttpSettings.MANAGEMENT_PORT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final KafkaMeters kafka;

  MetricsController(PrometheusMeterRegistry registry, KafkaMeters kafka) {
    this.registry = registry;
    this.kafka = kafka;
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<String> metrics(HttpRequest<?> request) {
    boolean open =
        request.accept().stream()
            .anyMatch(accepted -> accepted.getName().equals("application/openmetrics-text"));
    String format = open ? OPEN_METRICS : TEXT;
    return HttpResponse.ok(snapshot(format)).contentType(format);
  }

  private synchronized String snapshot(String format) {
    kafka.refresh();
    return registry.scrape(format);
  }
}
