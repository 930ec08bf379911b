package org.rollbook.model.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.topic.Contracts;
import org.rollbook.model.topic.EventContract;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;

/// Guards the schemas that we publish: subscribers use them, so they may change only compatibly.
final class ReleasedSchemasTest {

  private static final String MODE = "{'name': 'mode', 'type': 'string'}";
  private static final String SINCE =
      "{'name': 'since', 'type': {'type': 'long', 'logicalType': 'timestamp-micros'}}";
  private static final String NOTE = "{'name': 'note', 'type': 'string', 'default': ''}";

  @TempDir private Path folder;

  /// The value of `-Drollbook.schemas` before a test changes it.
  private final String valueBefore = System.getProperty(ReleasedSchemas.PROPERTY, "");

  @AfterEach
  void restoreProperty() {
    System.setProperty(ReleasedSchemas.PROPERTY, valueBefore);
  }

  @Test
  void shouldPublishOnlyReleasedSchemas() {
    SortedMap<String, Schema> published = new TreeMap<>();
    for (PublishedTopic<?, ?> topic : Contracts.published()) {
      published.put(topic.keySubject(TopicPrefix.NONE), topic.keyCodec().schema());
      published.put(topic.valueSubject(TopicPrefix.NONE), topic.valueCodec().schema());
    }
    published.put(LmsRows.keySubject(TopicPrefix.NONE), LmsRows.Key.CODEC.schema());
    Stream.concat(Contracts.readings().stream(), Stream.of(LmsPass.COMPLETED.contract()))
        .map(EventContract::schema)
        .forEach(schema -> published.put(LmsRows.valueSubject(TopicPrefix.NONE, schema), schema));

    new ReleasedSchemas(Path.of("src/main/resources/released")).check(published);
  }

  @Test
  void shouldRefuseAFieldWithoutADefault() {
    released(MODE);

    assertThatThrownBy(() -> check(MODE, SINCE))
        .hasMessageContaining(
            "seats-value: we could not read version 1: field since is in the reader only");
  }

  @Test
  void shouldRefuseToRemoveAFieldThatReadersNeed() {
    released(MODE, SINCE);

    assertThatThrownBy(() -> check(SINCE))
        .hasMessageContaining(
            "seats-value: readers of version 1 cannot read what we would write: field mode is in"
                + " the reader only");
  }

  @Test
  void shouldRefuseAWiderTypeBecauseOldReadersHaveTheNarrowOne() {
    released("{'name': 'seats', 'type': 'int'}");

    assertThatThrownBy(() -> check("{'name': 'seats', 'type': 'long'}"))
        .hasMessageContaining("readers of version 1 cannot read what we would write: field seats")
        .hasMessageNotContaining("we could not read");
  }

  @Test
  void shouldRefuseAnotherLogicalType() {
    released(MODE, SINCE);

    assertThatThrownBy(() -> check(MODE, SINCE.replace("micros", "millis")))
        .hasMessageContaining("field since is timestamp-micros to the reader and timestamp-millis");
  }

  @Test
  void shouldCompareAChangeWithEveryReleasedVersion() {
    released(MODE, NOTE);
    released(MODE);

    assertThatThrownBy(() -> check(MODE, "{'name': 'note', 'type': 'long', 'default': 0}"))
        .hasMessageContaining("readers of version 1 cannot read")
        .hasMessageNotContaining("version 2");
  }

  @Test
  void shouldExplainHowToReleaseACompatibleChange() {
    released(MODE);

    assertThatThrownBy(() -> check(MODE, NOTE))
        .hasMessageContaining("[seats-value]")
        .hasMessageContaining("-Drollbook.schemas=release");
    assertThat(folder.resolve("seats-value/2.avsc")).doesNotExist();
  }

  @Test
  void shouldReleaseOnlyCompatibleChanges() {
    released(MODE);
    System.setProperty(ReleasedSchemas.PROPERTY, "release");

    assertThatThrownBy(() -> check(SINCE)).isInstanceOf(AssertionError.class);
    assertThat(folder.resolve("seats-value/2.avsc")).doesNotExist();

    check(MODE, NOTE);
    assertThat(folder.resolve("seats-value/2.avsc")).content().contains("\"note\"");
    System.setProperty(ReleasedSchemas.PROPERTY, "");
    assertThatCode(() -> check(MODE, NOTE)).doesNotThrowAnyException();
  }

  @Test
  void shouldNoticeThatATopicIsWithdrawn() throws Exception {
    released(MODE);
    Files.createDirectories(folder.resolve("lost-value"));

    assertThatThrownBy(() -> check(MODE))
        .hasMessageContaining("lost-value was released, and is not published any more");
  }

  private void released(String... fields) {
    System.setProperty(ReleasedSchemas.PROPERTY, "release");
    check(fields);
    System.setProperty(ReleasedSchemas.PROPERTY, "");
  }

  private void check(String... fields) {
    String text =
        "{'type': 'record', 'name': 'Seat', 'fields': [%s]}"
            .formatted(String.join(", ", List.of(fields)))
            .replace('\'', '"');
    new ReleasedSchemas(folder)
        .check(new TreeMap<>(Map.of("seats-value", new Schema.Parser().parse(text))));
  }
}
