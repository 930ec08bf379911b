package org.rollbook.bridge.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.testkit.golden.GoldenEntry;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.registry.SchemaWithId;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/// What the real Redis producer wrote comes to the same rows as what the real Kafka producer sent.
class GoldenBridgeIT {

  private static final String COURSE = "course-v1:edX%2BDemoX%2BDemo_Course";

  @TempDir private Path folder;

  @Test
  void shouldComeToTheSameEnrollmentsAsByKafka() {
    compare("enrollments", "/v1/courses/" + COURSE + "/enrollments");
  }

  @Test
  void shouldComeToTheSameGradesAsByKafka() {
    compare("grades", "/v1/courses/" + COURSE + "/grades");
  }

  private void compare(String topology, String list) {
    assumeTrue(GoldenEntry.available(), "the contract's entries are not on this machine");
    List<GoldenEntry> twins;
    JsonNode byKafka;
    try (Site site = Site.start(topology, folder.resolve("kafka"))) {
      site.view().awaitReady();
      twins =
          GoldenEntry.all().stream()
              .filter(entry -> entry.message().isPresent())
              .filter(entry -> site.topics().contains(site.topic(entry.stream())))
              .toList();
      twins.forEach(entry -> send(site, entry));
      byKafka = rows(site, list);
    }
    try (var bridged = BridgedSite.start(topology, folder.resolve("redis"))) {
      twins.forEach(entry -> add(bridged, entry));
      assertThat(rows(bridged.site(), list)).isEqualTo(byKafka);
      GoldenEntry.all().forEach(entry -> add(bridged, entry));
      assertThat(rows(bridged.site(), list)).hasSizeGreaterThanOrEqualTo(byKafka.size());
      assertThat(bridged.site().deadLetters()).isEmpty();
    }
  }

  /// The rows of a list once the view has all that was published before, without where they came
  /// from.
  private static JsonNode rows(Site site, String list) {
    String now = Instant.now().toString();
    JsonNode results =
        await()
            .until(() -> site.get(list, "Rollbook-Min-As-Of", now), reply -> reply.status() == 200)
            .json()
            .path("results");
    assertThat(results).isNotEmpty();
    results.findValues("stamp").forEach(GoldenBridgeIT::forgetOrigin);
    results.findValues("stamps").forEach(stamps -> stamps.forEach(GoldenBridgeIT::forgetOrigin));
    return results;
  }

  private static void forgetOrigin(JsonNode stamp) {
    if (stamp instanceof ObjectNode origin) {
      origin.remove(List.of("event_id", "topic", "partition", "offset"));
    }
  }

  private static void send(Site site, GoldenEntry entry) {
    GoldenMessage message = entry.message().orElseThrow();
    String topic = site.topic(entry.stream());
    site.broker()
        .send(
            new ProducerRecord<>(
                topic,
                null,
                framed(topic, message.keySchema(), message.key()),
                framed(topic, message.valueSchema(), message.value()),
                message.headers()));
  }

  /// The same with the id that the registry gives here.
  private static byte[] framed(String topic, SchemaWithId schema, byte[] message) {
    int id = SharedRegistry.process().register(topic + "-" + schema.subject(), schema.text());
    var avro = ConfluentFraming.parse(message).orElseThrow().avro();
    var bytes = new byte[avro.remaining()];
    avro.duplicate().get(bytes);
    return ConfluentFraming.framed(id, bytes);
  }

  private static void add(BridgedSite bridged, GoldenEntry entry) {
    var command =
        new CommandArguments(Command.XADD).key(bridged.site().topic(entry.stream())).add("*");
    for (Map.Entry<String, byte[]> field : entry.fields().entrySet()) {
      command.add(field.getKey().getBytes(UTF_8)).add(field.getValue());
    }
    try (var connection = bridged.redis().connect()) {
      connection.executeCommand(command);
    }
  }
}
