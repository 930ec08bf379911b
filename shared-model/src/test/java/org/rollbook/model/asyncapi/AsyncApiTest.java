package org.rollbook.model.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.topic.Contracts;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SiteTopics;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopologyContract;
import org.yaml.snakeyaml.Yaml;

final class AsyncApiTest {

  private static final Path SPECIFICATION =
      Path.of(System.getProperty("rollbook.asyncapi.specs", ""), "schemas");

  private static final SiteTopics PUBLISHED =
      new SiteTopics(
          new TopologyContract("enrollments", List.of(), List.of(), Contracts.published()),
          new TopicPrefix("prod"));

  private static final JsonNode DOCUMENT = AsyncApi.document(PUBLISHED);

  @Test
  void shouldBeValidAgainstTheSchemaOfTheSpecification() throws IOException {
    assertThat(faults(DOCUMENT)).isEmpty();
  }

  @Test
  void shouldBeInvalidWithAWrongKafkaBinding() throws IOException {
    ObjectNode broken = DOCUMENT.deepCopy();
    ((ObjectNode) broken.at("/channels/rollbook.enrollments.v1/bindings/kafka/topicConfiguration"))
        .put("cleanup.policy", "compact");

    assertThat(faults(broken)).isNotEmpty();
  }

  @Test
  void shouldBeInvalidWithASchemaThatIsNotAvro() throws IOException {
    ObjectNode broken = DOCUMENT.deepCopy();
    ((ObjectNode) broken.at("/channels/rollbook.enrollments.v1/messages/record/payload/schema"))
        .put("type", "rekord");

    assertThat(faults(broken)).isNotEmpty();
  }

  @Test
  void shouldHaveTheSameContentInYaml() {
    Object yaml = new Yaml().load(AsyncApi.yaml(PUBLISHED));

    assertThat(new ObjectMapper().<JsonNode>valueToTree(yaml).toString())
        .isEqualTo(DOCUMENT.toString());
  }

  @Test
  void shouldDescribeEachTopicUnderTheSitesName() {
    for (PublishedTopic<?, ?> topic : Contracts.published()) {
      JsonNode channel = DOCUMENT.at("/channels/" + topic.name());

      assertThat(channel.at("/address").textValue()).isEqualTo("prod-" + topic.name());
      assertThat(channel.at("/x-value-subject").textValue())
          .isEqualTo("prod-" + topic.name() + "-value");
      assertThat(channel.at("/description").textValue())
          .contains(topic.guide().useFor())
          .contains(topic.guide().notFor())
          .contains(topic.guide().seeInstead())
          .contains(topic.guide().tombstoneAppears(), "at least 7 days");
    }
  }

  @Test
  void shouldShowAnExampleThatItsCodecWrote() {
    JsonNode message = DOCUMENT.at("/channels/rollbook.enrollments.v1/messages/record");

    assertThat(message.at("/examples/0/payload/stamp/event_id").textValue())
        .isEqualTo(message.at("/examples/0/headers/ce_causationid").textValue());
    assertThat(message.at("/examples/0/payload/enrolled_at").longValue())
        .isEqualTo(1_785_574_800_000_000L);
    assertThat(message.at("/x-example-key/learner_id").intValue()).isEqualTo(4242);
    assertThat(new Schema.Parser().parse(message.at("/bindings/kafka/key").toString()))
        .isEqualTo(EnrollmentContract.ENROLLMENTS.keyCodec().schema());
  }

  private static Set<ValidationMessage> faults(JsonNode document) throws IOException {
    Path file = SPECIFICATION.resolve("3.0.0-without-$id.json");
    assumeThat(file).as("AsyncAPI's schema, which npm fetches").exists();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(file));
    return schema.validate(document);
  }
}
