package org.rollbook.model.openedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.SchemaFit;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.topic.Contracts;
import org.rollbook.model.topic.EventContract;

/// Guards the schemas that we read: the build fails if Open edX changes them in a way that we
/// cannot read.
final class UpstreamSchemasTest {

  /// Upstream schemas with exactly the fields that we read, for the tests to change.
  @TempDir private Path folder;

  @BeforeEach
  void writeWhatWeRead() throws IOException {
    for (EventContract event : Contracts.events()) {
      Files.writeString(
          new UpstreamSchemas(folder).fileOf(event.type()), event.schema().toString());
    }
  }

  @Test
  void shouldReadEverythingThatOpenEdxWritesToday() {
    Path home = Path.of(System.getProperty("rollbook.contract.home", ""), "schemas");
    assumeTrue(Files.isDirectory(home), "the contract's schemas are not there: " + home);

    assertThat(new UpstreamSchemas(home).misfits()).isEmpty();
  }

  /// A writer that fits the larger schema also fits the smaller one.
  @Test
  void shouldUseForTheGlanceOnlyFieldsThatAreRead() {
    assertThat(SchemaFit.misfits(GradeEvents.TRACKING_NAME, GradeEvents.TRACKING.schema()))
        .isEmpty();
  }

  @Test
  void shouldNameARenamedField() throws IOException {
    change(EnrollmentEvents.CHANGED.type(), "\"name\":\"mode\"", "\"name\":\"enrollment_mode\"");

    assertThat(new UpstreamSchemas(folder).misfits())
        .containsExactly(
            "org.openedx.learning.course.enrollment.changed.v1: field enrollment.mode is in the"
                + " reader only, and has no default to read instead");
  }

  @Test
  void shouldNameAFieldOfAnotherType() throws IOException {
    change(
        GradeEvents.SUMMARY.type(),
        "\"name\":\"percent_grade\",\"type\":\"double\"",
        "\"name\":\"percent_grade\",\"type\":\"string\"");

    assertThat(new UpstreamSchemas(folder).misfits())
        .containsExactly(
            "org.openedx.learning.course.persistent_grade_summary.changed.v1: field"
                + " grade.percent_grade is \"double\" to the reader and \"string\" to the writer");
  }

  @Test
  void shouldNameAFieldThatBecameOptional() throws IOException {
    change(
        EnrollmentEvents.UNENROLLED.type(),
        "\"name\":\"creation_date\",\"type\":\"string\"",
        "\"name\":\"creation_date\",\"type\":[\"null\",\"string\"]");

    assertThat(new UpstreamSchemas(folder).misfits())
        .singleElement()
        .asString()
        .startsWith("org.openedx.learning.course.unenrollment.completed.v1")
        .contains("field enrollment.creation_date");
  }

  @Test
  void shouldNameAnEventThatIsGone() throws IOException {
    Files.delete(new UpstreamSchemas(folder).fileOf(GradeEvents.TRACKING.type()));

    assertThat(new UpstreamSchemas(folder).misfits())
        .containsExactly(
            "org.openedx.analytics.tracking.event.emitted.v1: is not among Open edX's events any"
                + " more");
  }

  @Test
  void shouldIgnoreChangesOfFieldsThatWeDoNotRead() throws IOException {
    change(
        EnrollmentEvents.CREATED.type(),
        "{\"name\":\"mode\"",
        "{\"name\":\"pii\",\"type\":\"bytes\"},{\"name\":\"mode\"");

    assertThat(new UpstreamSchemas(folder).misfits()).isEmpty();
  }

  private void change(EventType type, String before, String after) throws IOException {
    Path file = new UpstreamSchemas(folder).fileOf(type);
    String text = Files.readString(file);
    assertThat(text).contains(before);
    Files.writeString(file, text.replace(before, after));
  }
}
