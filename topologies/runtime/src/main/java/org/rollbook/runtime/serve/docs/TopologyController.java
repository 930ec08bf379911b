package org.rollbook.runtime.serve.docs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.apache.kafka.streams.TopologyDescription;
import org.rollbook.runtime.serve.http.HttpSettings;

/// `/topology` on the management port: the running topology, as Kafka Streams describes it, and as
/// a picture for browsers.
@Requires(beans = TopologyDescription.class)
@Controller(value = "/topology", port = HttpSettings.MANAGEMENT_PORT)
final class TopologyController {

  private static final String SVG = "image/svg+xml";

  private final TopologyDescription description;

  TopologyController(TopologyDescription description) {
    this.description = description;
  }

  @Get(produces = {MediaType.TEXT_PLAIN, SVG, MediaType.TEXT_HTML})
  HttpResponse<String> topology(HttpRequest<?> request) {
    boolean picture =
        HtmlPage.isWantedBy(request)
            || request.accept().stream().anyMatch(accepted -> accepted.getName().equals(SVG));
    return (picture
            ? HttpResponse.ok(TopologyPicture.of(description))
                .contentType(new MediaType(SVG + ";charset=utf-8"))
            : HttpResponse.ok(description.toString()).contentType(HtmlPage.TEXT))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
