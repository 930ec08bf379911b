package org.rollbook.testkit.lms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;

class TableHistoryTest {

  private static final LearnerCourse KEY =
      new LearnerCourse(new LearnerId(1), new CourseKey("course-v1:edX+DemoX+Demo_Course"));
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final TableHistory<String> table = new TableHistory<>();

  @Test
  void shouldHaveHadNothingBeforeTheFirstRow() {
    assertThat(table.hadSince(KEY, Optional.empty(), now())).isTrue();
    assertThat(table.hadSince(KEY, Optional.of("audit"), LONG_AGO)).isFalse();
    assertThat(table.row(KEY)).isEmpty();
  }

  @Test
  void shouldHaveHadWhatWasReplacedUntilThen() {
    write("audit");
    Instant between = now();
    write("verified");
    Instant after = now().plusMillis(1);

    assertThat(table.hadSince(KEY, Optional.of("audit"), between)).isTrue();
    assertThat(table.hadSince(KEY, Optional.of("audit"), after)).isFalse();
    assertThat(table.hadSince(KEY, Optional.of("verified"), after)).isTrue();
    assertThat(table.row(KEY)).contains("verified");
  }

  /// A reader may see either while the statement runs.
  @Test
  void shouldHaveBothWhileARowIsWritten() {
    write("audit");
    table.change(
        KEY,
        Optional.empty(),
        () -> {
          assertThat(table.hadSince(KEY, Optional.of("audit"), now())).isTrue();
          assertThat(table.hadSince(KEY, Optional.empty(), now())).isTrue();
        });
    assertThat(table.row(KEY)).isEmpty();
    assertThat(table.hadSince(KEY, Optional.of("audit"), now().plusMillis(1))).isFalse();
  }

  private void write(String row) {
    table.change(KEY, Optional.of(row), () -> {});
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }
}
