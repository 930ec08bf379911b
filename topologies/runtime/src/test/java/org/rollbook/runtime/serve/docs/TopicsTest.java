package org.rollbook.runtime.serve.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.model.asyncapi.AsyncApi;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SiteTopics;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.ServedView;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

final class TopicsTest {

  private static final SiteTopics PUBLISHED =
      new SiteTopics(EnrollmentContract.TOPOLOGY, new TopicPrefix("prod"));

  private static HttpServer server;
  private static Web web;

  @BeforeAll
  static void start() {
    server =
        HttpServer.start(
            ServedView.withPublicUrl("https://edx.example/rollbook"),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            PUBLISHED);
    web = new Web(server.port());
  }

  @AfterAll
  static void stop() {
    web.close();
    server.close();
  }

  @Test
  void shouldServeTheDocument() {
    Reply reply = web.get("/rollbook/asyncapi.yml");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("application/yaml");
    assertThat(reply.body()).isEqualTo(AsyncApi.yaml(PUBLISHED));
  }

  @Test
  void shouldBeReadableInABrowserWithoutTheInternet() {
    Reply page = web.get("/rollbook/docs/topics");

    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("href=\"/rollbook/asyncapi.yml\"", "href=\"/rollbook/docs\"")
        .doesNotContain("https://", "http://", "<script");
    assertThat(web.get("/rollbook/docs").body()).contains("href=\"/rollbook/docs/topics\"");
  }

  @Test
  void shouldShowAllThatTheCatalogueKnows() {
    String page = web.get("/rollbook/docs/topics").body();

    for (PublishedTopic<?, ?> topic : EnrollmentContract.TOPOLOGY.published()) {
      assertThat(page)
          .contains("prod-" + topic.name(), "prod-" + topic.name() + "-value")
          .contains(HtmlPage.escaped(topic.guide().recordAppears()))
          .contains(HtmlPage.escaped(topic.guide().tombstoneAppears()))
          .contains(topic.settings().keeping());
      assertThat(topic.guide().notFor())
          .allSatisfy(text -> assertThat(page).contains(HtmlPage.escaped(text)));
    }
    assertThat(page)
        .contains(
            "<code>stamp.event_time</code>", "timestamp-micros", "<code>modes.*.active</code>")
        .contains("ce_causationid", "67e1bd4a-e742-11f1-a5dc-02fc00000001");
  }
}
