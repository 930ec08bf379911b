package org.rollbook.runtime.serve.docs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.rollbook.model.asyncapi.AsyncApi;
import org.rollbook.model.topic.SiteTopics;
import org.rollbook.runtime.serve.http.PublicUrl;

/// `/asyncapi.yml`: what the topology publishes at this site; `/docs/topics`: the same for people.
@Requires(beans = SiteTopics.class)
@Controller
final class AsyncApiController {

  private static final MediaType YAML = new MediaType("application/yaml;charset=utf-8");

  private final SiteTopics published;
  private final PublicUrl publicUrl;

  AsyncApiController(SiteTopics published, PublicUrl publicUrl) {
    this.published = published;
    this.publicUrl = publicUrl;
  }

  @Get(uri = "/asyncapi.yml", produces = MediaType.ALL)
  HttpResponse<String> description() {
    return HttpResponse.ok(AsyncApi.yaml(published)).contentType(YAML);
  }

  @Get(uri = "/docs/topics", produces = MediaType.TEXT_HTML)
  HttpResponse<String> page() {
    return HttpResponse.ok(TopicsPage.of(published, publicUrl.path()))
        .contentType(HtmlPage.MEDIA_TYPE);
  }
}
