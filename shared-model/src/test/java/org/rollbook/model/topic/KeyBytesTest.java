package org.rollbook.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

final class KeyBytesTest {

  @Property
  void shouldSortLearnersAsTheirNumbers(
      @ForAll("learners") LearnerId one, @ForAll("learners") LearnerId other) {
    assertThat(sign(Arrays.compareUnsigned(KeyBytes.of(one), KeyBytes.of(other))))
        .isEqualTo(sign(one.compareTo(other)));
  }

  @Property
  void shouldSortCoursesAsTheirCodePoints(
      @ForAll("courses") CourseKey one, @ForAll("courses") CourseKey other) {
    int[] first = one.value().codePoints().toArray();
    int[] second = other.value().codePoints().toArray();

    assertThat(sign(Arrays.compareUnsigned(KeyBytes.of(one), KeyBytes.of(other))))
        .isEqualTo(sign(Arrays.compare(first, second)));
  }

  @Property
  void shouldSortARosterByCourseAndThenByLearner(
      @ForAll("courses") CourseKey course,
      @ForAll("courses") CourseKey otherCourse,
      @ForAll("learners") LearnerId learner,
      @ForAll("learners") LearnerId otherLearner) {
    int byCourse = Arrays.compareUnsigned(KeyBytes.of(course), KeyBytes.of(otherCourse));
    int expected = byCourse == 0 ? learner.compareTo(otherLearner) : byCourse;

    int byKey =
        Arrays.compareUnsigned(
            KeyBytes.of(course, learner), KeyBytes.of(otherCourse, otherLearner));

    assertThat(sign(byKey)).isEqualTo(sign(expected));
  }

  @Property
  void shouldReadWhatItWrote(
      @ForAll("learners") LearnerId learner, @ForAll("courses") CourseKey course) {
    byte[] byLearner = KeyBytes.of(learner, course);
    byte[] byCourse = KeyBytes.of(course, learner);

    assertThat(KeyBytes.learnerAt(byLearner, 0)).isEqualTo(learner);
    assertThat(KeyBytes.courseAt(byLearner, Long.BYTES)).isEqualTo(course);
    assertThat(KeyBytes.courseAt(byCourse, 0)).isEqualTo(course);
    assertThat(KeyBytes.learnerAt(byCourse, KeyBytes.of(course).length)).isEqualTo(learner);
  }

  @Property
  void shouldKeepEveryRowApartFromReservedOnes(
      @ForAll("learners") LearnerId learner, @ForAll("courses") CourseKey course) {
    assertThat(KeyBytes.isReserved(KeyBytes.of(learner))).isFalse();
    assertThat(KeyBytes.isReserved(KeyBytes.of(course))).isFalse();
    assertThat(KeyBytes.isReserved(new byte[] {KeyBytes.RESERVED, 'a'})).isTrue();
  }

  @Property
  void shouldNotBeAPrefixOfAnotherCourse(
      @ForAll("courses") CourseKey course, @ForAll("courses") CourseKey other) {
    byte[] prefix = KeyBytes.of(course);
    byte[] key = KeyBytes.of(other);

    boolean begins =
        key.length >= prefix.length
            && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);

    assertThat(begins).isEqualTo(course.equals(other));
  }

  /// If these bytes change, every existing journal, store and derived topic is lost.
  @Example
  void shouldNeverChangeItsBytes() {
    var learner = new LearnerId(4242);
    var course = new CourseKey("edX/DemoX/1");

    assertThat(KeyBytes.of(course, learner))
        .asHexString()
        .isEqualTo("6564582F44656D6F582F31008000000000001092");
    assertThat(KeyBytes.of(learner, course))
        .asHexString()
        .isEqualTo("80000000000010926564582F44656D6F582F3100");
    assertThat(Partitions.of(KeyBytes.of(learner), 6)).isEqualTo(5);
    assertThat(Partitions.of(KeyBytes.of(course), 6)).isEqualTo(0);
  }

  @Example
  void shouldRefuseKeysThatAreCutOff() {
    byte[] course = KeyBytes.of(new CourseKey("edX/DemoX/2012_Fall"));
    byte[] cut = Arrays.copyOf(course, course.length - 1);

    assertThatIllegalArgumentException().isThrownBy(() -> KeyBytes.courseAt(cut, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyBytes.courseAt(course, 19));
    assertThatThrownBy(() -> KeyBytes.learnerAt(cut, cut.length - 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property
  void shouldPartitionAsKafkasProducersDo(@ForAll("learners") LearnerId learner) {
    byte[] bytes = KeyBytes.of(learner);

    assertThat(Partitions.of(bytes, 6)).isEqualTo(BuiltInPartitioner.partitionForKey(bytes, 6));
  }

  @Provide
  static Arbitrary<LearnerId> learners() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE).map(LearnerId::new);
  }

  /// Few and similar parts, of one to four bytes a character, so that prefixes and ties are common.
  @Provide
  static Arbitrary<CourseKey> courses() {
    return Arbitraries.of("a", "ab", "b", ".", "é", "統", "ﬀ", "𝕏")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> new CourseKey("course-v1:edX+DemoX+" + String.join("", parts)))
        .withoutEdgeCases();
  }

  private static int sign(int comparison) {
    return Integer.signum(comparison);
  }
}
