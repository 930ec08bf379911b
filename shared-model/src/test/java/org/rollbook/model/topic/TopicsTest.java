package org.rollbook.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;

final class TopicsTest {

  private static final TopicPrefix PROD = new TopicPrefix("prod");
  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");

  @Test
  void shouldNameTopicsAndSubjectsAsTheSiteDoes() {
    assertThat(EnrollmentContract.ENROLLMENTS.nameIn(TopicPrefix.NONE))
        .isEqualTo("rollbook.enrollments.v1");
    assertThat(EnrollmentContract.ENROLLMENTS.nameIn(PROD))
        .isEqualTo("prod-rollbook.enrollments.v1");
    assertThat(EnrollmentContract.ENROLLMENTS.keySubject(PROD))
        .isEqualTo("prod-rollbook.enrollments.v1-key");
    assertThat(EnrollmentContract.COURSE_ENROLLMENT_COUNTS.valueSubject(TopicPrefix.NONE))
        .isEqualTo("rollbook.course-enrollment-counts.v1-value");
    assertThat(new JournalTopic("enrollments", "by-learner").nameIn(PROD))
        .isEqualTo("prod-rollbook.enrollments.by-learner");
    assertThat(DeadLetters.nameIn(PROD)).isEqualTo("prod-rollbook.dead-letters.v1");
  }

  @Test
  void shouldRefuseAPrefixThatNoTopicCanHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicPrefix("prod/eu"))
        .withMessageContaining("prod/eu");
  }

  @Test
  void shouldPutALearnersRecordsIntoOnePartition() {
    var learner = new LearnerId(4242);
    var key = new LearnerCourse(learner, COURSE);

    assertThat(EnrollmentContract.ENROLLMENTS.partition(key, 6))
        .isEqualTo(Partitions.of(KeyBytes.of(learner), 6));
    assertThat(EnrollmentContract.COURSE_ENROLLMENT_COUNTS.partition(COURSE, 6))
        .isEqualTo(Partitions.of(KeyBytes.of(COURSE), 6));
  }

  @Test
  void shouldNameSettingsAsKafkaDoes() {
    assertThat(EnrollmentContract.ENROLLMENTS.settings().config())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", "604800000")
        .containsEntry("message.timestamp.type", "LogAppendTime");
    assertThat(new JournalTopic("enrollments", "by-course").settings().config())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", "3600000");
    assertThat(DeadLetters.settings(1_048_588).config())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "1209600000")
        .containsEntry("max.message.bytes", "1114124");
  }

  @Test
  void shouldKeyADeadLetterByThePositionOfItsMessage() {
    assertThat(DeadLetters.key("prod-course-unenrollment-lifecycle", 3, 1234))
        .asString()
        .isEqualTo("prod-course-unenrollment-lifecycle-3-1234");
  }

  @Test
  void shouldNameTheSourceAndTypeOfItsEvents() {
    assertThat(EnrollmentContract.ENROLLMENTS.source()).isEqualTo("rollbook/enrollments");
    assertThat(EnrollmentContract.ENROLLMENTS.eventType()).isEqualTo("org.rollbook.enrollments.v1");
  }

  @Test
  void shouldListEveryTopicOfEachContract() {
    assertThat(Contracts.classes()).isNotEmpty();
    for (Class<?> contract : Contracts.classes()) {
      List<Object> constants =
          Arrays.stream(contract.getFields())
              .filter(field -> field.getType() == PublishedTopic.class)
              .map(field -> Contracts.valueOf(contract, field.getName()))
              .toList();

      assertThat(((TopologyContract) Contracts.valueOf(contract, "TOPOLOGY")).published())
          .as(contract.getName())
          .isEqualTo(constants);
    }
  }

  @Test
  void shouldNotPublishOneTopicTwice() {
    assertThat(Contracts.published()).extracting(PublishedTopic::name).doesNotHaveDuplicates();
    for (TopologyContract contract : Contracts.all()) {
      assertThat(contract.published())
          .extracting(PublishedTopic::topology)
          .containsOnly(contract.topology());
    }
  }

  @Test
  void shouldDescribeHowLongRecordsStay() {
    assertThat(EnrollmentContract.ENROLLMENTS.settings().keeping())
        .isEqualTo(
            "Compacted: the newest record of each key stays for ever, every record at least 7"
                + " days.");
    assertThat(DeadLetters.settings(1).keeping()).isEqualTo("Every record stays for 14 days.");
    assertThat(new JournalTopic("enrollments", "by-course").settings().keeping())
        .endsWith("at least 1 h.");
  }

  @Test
  void shouldRefuseAnEmptyGuide() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide("", List.of("text")))
        .withMessageContaining("summary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide("text", List.of()))
        .withMessageContaining("notFor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guide("text", List.of(" ")))
        .withMessageContaining("notFor");
  }

  private static TopicGuide<LearnerCourse, EnrollmentRecord> guide(
      String summary, List<String> notFor) {
    TopicGuide<LearnerCourse, EnrollmentRecord> real = EnrollmentContract.ENROLLMENTS.guide();
    return new TopicGuide<>(
        summary,
        real.recordAppears(),
        real.tombstoneAppears(),
        real.useFor(),
        notFor,
        real.seeInstead(),
        real.example());
  }

  @Test
  void shouldDocumentEveryRecordAndField() {
    for (PublishedTopic<?, ?> topic : Contracts.published()) {
      for (Schema schema : List.of(topic.keyCodec().schema(), topic.valueCodec().schema())) {
        for (Schema record : recordsOf(schema)) {
          assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
          assertThat(record.getNamespace()).isEqualTo("org.rollbook.v1");
          assertThat(record.getFields())
              .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank())
              .allSatisfy(field -> assertThat(field.name()).matches("[a-z]+(_[a-z]+)*"));
        }
      }
    }
  }

  private static List<Schema> recordsOf(Schema root) {
    Deque<Schema> open = new ArrayDeque<>(List.of(root));
    Deque<Schema> records = new ArrayDeque<>();
    while (!open.isEmpty()) {
      Schema schema = open.pop();
      switch (schema.getType()) {
        case RECORD -> {
          records.add(schema);
          schema.getFields().forEach(field -> open.push(field.schema()));
        }
        case MAP -> open.push(schema.getValueType());
        case ARRAY -> open.push(schema.getElementType());
        case UNION -> schema.getTypes().forEach(open::push);
        case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
      }
    }
    return List.copyOf(records);
  }
}
