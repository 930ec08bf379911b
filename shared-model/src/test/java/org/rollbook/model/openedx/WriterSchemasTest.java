package org.rollbook.model.openedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rollbook.model.EventType;

final class WriterSchemasTest {

  private static final Path CONTRACT = Path.of(System.getProperty("rollbook.contract.home", ""));

  private static final ObjectMapper JSON = new ObjectMapper();

  /// With what the real producer registers, which is outside of the project.
  @TestFactory
  Stream<DynamicTest> shouldBeWhatTheRealProducerRegisters() {
    Path schemas = CONTRACT.resolve("schemas");
    assumeTrue(Files.isDirectory(schemas), "the contract's schemas are not on this machine");
    return WriterSchemas.all()
        .map(
            schema ->
                DynamicTest.dynamicTest(
                    schema.type().wireName(),
                    () ->
                        assertThat(JSON.readTree(schema.text()))
                            .isEqualTo(JSON.readTree(file(schemas, schema.type()).toFile()))));
  }

  private static Path file(Path schemas, EventType type) {
    return schemas.resolve(type.wireName().replace('.', '+') + "_schema.avsc");
  }

  /// Entries of a Redis stream name no schema. The bus exists since openedx-events 7.1.0.
  @TestFactory
  Stream<DynamicTest> shouldHaveTheBytesOfEachReleaseThatWritesToRedis() throws IOException {
    Path layouts = CONTRACT.resolve("golden-redis/writer-schemas.json");
    assumeTrue(Files.isRegularFile(layouts), "the contract's layouts are not on this machine");
    JsonNode types = JSON.readTree(layouts.toFile()).path("types");
    return WriterSchemas.all()
        .map(
            schema ->
                DynamicTest.dynamicTest(
                    schema.type().wireName(), () -> assertThatOneLayoutIsEnough(schema, types)));
  }

  private static void assertThatOneLayoutIsEnough(WriterSchema schema, JsonNode types) {
    JsonNode layouts = types.path(schema.type().wireName());
    JsonNode newest = layouts.path(layouts.size() - 1);
    String since = newest.path("first_release").asText();
    assertThat(Integer.parseInt(since.substring(0, since.indexOf('.'))))
        .as(since)
        .isLessThanOrEqualTo(9);
    assertThat(shape(schema.schema()))
        .isEqualTo(shape(new Schema.Parser().parse(newest.path("writer_schema").toString())));
  }

  /// What the bytes depend on: neither names of records nor defaults.
  private static String shape(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFields().stream()
              .map(field -> field.name() + ":" + shape(field.schema()))
              .toList()
              .toString();
      case UNION -> schema.getTypes().stream().map(WriterSchemasTest::shape).toList().toString();
      default -> schema.getType().getName();
    };
  }

  @Test
  void shouldSpellAKeyWithItsName() {
    var type = new EventType("org.openedx.learning.course.enrollment.created.v1");
    WriterSchema schema = WriterSchemas.of(type).orElseThrow();

    assertThat(schema.keyText()).isEqualTo("{\"name\": \"course_key\", \"type\": \"string\"}");
    assertThat(schema.valueSubject("prod-topic"))
        .isEqualTo("prod-topic-org.openedx.learning.course.enrollment.created.v1.CloudEvent");
    assertThat(WriterSchema.keySubject("prod-topic")).isEqualTo("prod-topic-string");
  }

  @Test
  void shouldKnowNoOtherTypes() {
    assertThat(WriterSchemas.of(new EventType("org.openedx.learning.badge.awarded.v1"))).isEmpty();
  }
}
