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
      int key = ids.of("one-topic-string", LmsEventType.ENROLLMENT_CREATED.writer().keyText());
      int created = ids.of("created", LmsEventType.ENROLLMENT_CREATED.writer().text());

      assertThat(ids.of("other-topic-string", LmsEventType.ENROLLMENT_CREATED.writer().keyText()))
          .isEqualTo(key);
      assertThat(
              registry.register(
                  "one-topic-string", LmsEventType.ENROLLMENT_CREATED.writer().keyText()))
          .isEqualTo(key);
      assertThat(created).isNotEqualTo(key);
      assertThat(ids.of("changed", LmsEventType.ENROLLMENT_CHANGED.writer().text()))
          .isNotIn(key, created);
      assertThatThrownBy(() -> ids.of("one-topic-string", "no schema"))
          .isInstanceOf(UncheckedIOException.class);
    }
  }
}
