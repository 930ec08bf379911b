package org.rollbook.runtime.ingest.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterReaderTest {

  private final RecentLetters recent = new RecentLetters(10);
  private final ConsumerRecord<byte[], byte[]> letter =
      new ConsumerRecord<>("letters", 3, 17, new byte[0], new byte[0]);

  private Optional<RejectedEvent> read(String id) {
    new LetterReader(Set.of("enrollments"), Set.of("words")).read(letter, recent);
    return recent.find(id);
  }

  private void header(String name, @Nullable String value) {
    letter.headers().add(name, value == null ? null : value.getBytes(UTF_8));
  }

  private void about(@Nullable String id, @Nullable String topic, @Nullable String cause) {
    header("ce_id", id);
    header("rollbook_cause", cause);
    header("rollbook_topic", topic);
  }

  @Test
  void shouldReadWhichEventItIsAboutAndWhy() {
    about("é 1", "enrollments", "bad-course-key");

    assertThat(read("é 1")).contains(new RejectedEvent("bad-course-key", "letters", 3, 17));
    assertThat(recent.find("é 1").orElseThrow().letter()).isEqualTo("letters-3@17");
  }

  @Test
  void shouldReadTheLastHeaderOfAName() {
    about("1", "a claim of the message's", "another");
    about("1", "enrollments", "no-time");

    assertThat(read("1")).map(RejectedEvent::cause).contains("no-time");
  }

  @Test
  void shouldSkipLettersOfOtherTopologies() {
    about("1", "grades", "no-time");

    assertThat(read("1")).isEmpty();
  }

  @Test
  void shouldSkipWhatAViewThatRemembersNothingCouldNotMerge() {
    about("1", "enrollments", "unmergeable");
    header("rollbook_view", "roster");

    assertThat(read("1")).isEmpty();
  }

  @Test
  void shouldReadWhatAViewThatRemembersCouldNotMerge() {
    about("1", "enrollments", "unmergeable");
    header("rollbook_view", "words");

    assertThat(read("1")).map(RejectedEvent::cause).contains("unmergeable");
  }

  @Test
  void shouldSkipEventsWithoutAnId() {
    about("", "enrollments", "no-id");

    assertThat(read("")).isEmpty();
  }

  @Test
  void shouldSkipIdsThatNoEventMayHave() {
    about("i".repeat(256), "enrollments", "no-id");

    assertThat(read("i".repeat(256))).isEmpty();
  }

  @Test
  void shouldSkipWhatIsNoLetter() {
    assertThat(read("1")).isEmpty();
    about("1", null, "no-time");
    assertThat(read("1")).isEmpty();
    about("1", "enrollments", null);
    assertThat(read("1")).isEmpty();
    about("1", "enrollments", "c".repeat(65));
    assertThat(read("1")).isEmpty();
    about(null, "enrollments", "no-time");
    assertThat(read("1")).isEmpty();
  }
}
