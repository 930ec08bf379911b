package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Compares the schemas with those that the real producer registers, which are outside of the
/// project.
final class EventSchemasTest {

  private static final Path SCHEMAS =
      Path.of(System.getProperty("rollbook.contract.home", ""), "schemas");

  @TestFactory
  Stream<DynamicTest> shouldBeWhatTheRealProducerRegisters() {
    assumeTrue(Files.isDirectory(SCHEMAS), "the contract's schemas are not on this machine");
    return Arrays.stream(LmsEventType.values())
        .map(type -> DynamicTest.dynamicTest(type.wireName(), () -> compare(type)));
  }

  private static void compare(LmsEventType type) throws IOException {
    var json = new ObjectMapper();
    assertThat(json.readTree(EventSchemas.value(type)))
        .isEqualTo(json.readTree(file(type).toFile()));
  }

  private static Path file(LmsEventType type) {
    return SCHEMAS.resolve(type.wireName().replace('.', '+') + "_schema.avsc");
  }
}
