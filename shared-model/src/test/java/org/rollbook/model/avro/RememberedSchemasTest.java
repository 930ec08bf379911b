package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class RememberedSchemasTest {

  private static final Schema LONG = Schema.create(Schema.Type.LONG);

  private final RememberedSchemas remembered = new RememberedSchemas();

  @Test
  void shouldNameTheGreatestIdsFirst() {
    remembered.put(3, LONG);
    remembered.put(9, LONG);
    remembered.put(5, LONG);

    assertThat(remembered.ids()).containsExactly(9, 5, 3);
  }

  @Test
  void shouldForgetTheSmallestIdsWhenThereAreTooMany() {
    for (int id = 1; id <= RememberedSchemas.MOST + 2; id++) {
      remembered.put(id, LONG);
    }

    assertThat(remembered.ids()).hasSize(RememberedSchemas.MOST).doesNotContain(1, 2);
  }

  @Test
  void shouldIgnoreATextThatIsNoSchema() {
    remembered.put(1, "");
    remembered.put(2, "\"long\"");

    assertThat(remembered.ids()).containsExactly(2);
    assertThat(remembered.idOf(LONG)).contains(2);
  }
}
