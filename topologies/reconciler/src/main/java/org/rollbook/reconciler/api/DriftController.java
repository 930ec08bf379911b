package org.rollbook.reconciler.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.rollbook.reconciler.pass.Reconciler;
import org.rollbook.runtime.node.health.ProcessStatus;
import org.rollbook.runtime.serve.docs.HtmlPage;
import org.rollbook.runtime.serve.http.PublicUrl;

/// `/drift`: the page that an operator can show to others.
@Hidden
@Controller("/drift")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DriftController {

  private final Reconciler reconciler;
  private final PublicUrl publicUrl;
  private final ProcessStatus status;
  private final Clock clock;

  DriftController(Reconciler reconciler, PublicUrl publicUrl, ProcessStatus status, Clock clock) {
    this.reconciler = reconciler;
    this.publicUrl = publicUrl;
    this.status = status;
    this.clock = clock;
  }

  @Get(produces = MediaType.TEXT_HTML)
  HttpResponse<String> page() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return HttpResponse.ok(
            DriftPage.of(
                reconciler.findings(),
                reconciler.reports(),
                status.waitingFor(),
                today,
                publicUrl.path()))
        .contentType(HtmlPage.MEDIA_TYPE);
  }
}
