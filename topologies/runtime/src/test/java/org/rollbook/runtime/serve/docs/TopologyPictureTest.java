package org.rollbook.runtime.serve.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.ServedView;
import org.rollbook.runtime.serve.docs.TopologyGraph.Arrow;
import org.rollbook.runtime.serve.docs.TopologyGraph.Box;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class TopologyPictureTest {

  @Test
  void shouldPutEachNodeAfterAllThatFeedIt() {
    Subtopology roster =
        SampleTopology.description().subtopologies().stream()
            .filter(subtopology -> subtopology.id() == 1)
            .findFirst()
            .orElseThrow();

    var graph = TopologyGraph.of(roster);

    assertThat(graph.layers().stream().map(layer -> layer.stream().map(Box::name).toList()))
        .containsExactly(
            List.of("by-course"),
            List.of("roster-merge"),
            List.of("audit", "tally"),
            List.of("audit-out", "counts-out"));
    assertThat(graph.stores())
        .containsEntry("roster-merge", List.of("roster"))
        .containsEntry("tally", List.of("counts"));
    assertThat(graph.arrows())
        .contains(new Arrow("by-course", "tally"), new Arrow("audit", "roster"));
  }

  @Test
  void shouldDrawEveryNodeTopicAndStore() throws Exception {
    String svg = TopologyPicture.of(SampleTopology.description());

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg)
        .contains(">rollbook.enrollments.by-learner<", ">enrollments-merge<", ">by-learner<")
        .contains(">roster<", ">counts<", ">enrollments-history<", ">rollbook.enrollments.v1<")
        .doesNotContain("http://www.w3.org/1999", "<script", "url(http");
  }

  @Test
  void shouldShowTextToToolsAndThePictureToBrowsers() {
    try (var server =
            HttpServer.start(
                ServedView.SETTINGS,
                QueryMeters.NONE,
                RejectedEvents.NONE,
                SampleTopology.description());
        var web = new org.rollbook.testkit.web.Web(server.managementPort())) {
      assertThat(web.get("/topology").body()).startsWith("Topologies:").contains("roster-merge");
      assertThat(
              web.get("/topology", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                  .header("Content-Type"))
          .startsWith("image/svg+xml");
      assertThat(web.get("/topology", "Accept", "image/svg+xml").body()).startsWith("<svg");
      assertThat(web.get("/v1/learners").status()).isEqualTo(404);
      assertThat(web.get("/problems/absent").status()).isEqualTo(404);
    }
  }
}
