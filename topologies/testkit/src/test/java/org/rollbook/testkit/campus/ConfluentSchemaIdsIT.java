package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.registry.RegistryProcess;

final class ConfluentSchemaIdsIT {

  @Test
  void shouldRegisterAtARealRegistry() {
    try (var registry = RegistryProcess.start()) {
      var ids = new ConfluentSchemaIds(URI.create(registry.url()));
      int key = ids.of("one-topic-string", EventSchemas.COURSE_KEY);
      int created = ids.of("created", EventSchemas.value(LmsEventType.ENROLLMENT_CREATED));

      assertThat(ids.of("other-topic-string", EventSchemas.COURSE_KEY)).isEqualTo(key);
      assertThat(registry.register("one-topic-string", EventSchemas.COURSE_KEY)).isEqualTo(key);
      assertThat(created).isNotEqualTo(key);
      assertThat(ids.of("changed", EventSchemas.value(LmsEventType.ENROLLMENT_CHANGED)))
          .isNotIn(key, created);
      assertThatThrownBy(() -> ids.of("one-topic-string", "no schema"))
          .isInstanceOf(UncheckedIOException.class);
    }
  }
}
