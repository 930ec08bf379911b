package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.StoreSpec;

class PageScanTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+1");
  private static final CourseKey NEIGHBOUR = new CourseKey("course-v1:edX+DemoX+10");
  private static final StoreSpec<Long> STORE = new StoreSpec<>("roster", new LongCodec());

  private final SortedReplica rows = new SortedReplica(Instant.EPOCH);

  @Test
  void shouldListInOrderAndOnlyWhatBeginsWithThePrefix() {
    enrol(COURSE, 3, 1, 2);
    enrol(NEIGHBOUR, 4);

    assertThat(page(Optional.empty(), 10, row -> true).rows()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldHaveNoNextPageAtTheEnd() {
    enrol(COURSE, 1, 2);

    Page<Long> page = page(Optional.empty(), 2, row -> true);

    assertThat(page.next()).isEmpty();
    assertThat(page.previous()).isEmpty();
  }

  @Test
  void shouldGoOnAfterARowThatIsGone() {
    enrol(COURSE, 1, 3);

    assertThat(page(Optional.of(after(2)), 10, row -> true).rows()).containsExactly(3L);
  }

  @Test
  void shouldListABackwardPageInKeyOrder() {
    enrol(COURSE, 1, 2, 3, 4);

    Page<Long> page = page(Optional.of(before(4)), 2, row -> true);

    assertThat(page.rows()).containsExactly(2L, 3L);
    assertThat(page.next()).contains(after(3));
    assertThat(page.previous()).contains(before(2));
  }

  @Test
  void shouldStopLookingAfterABoundedNumberOfRows() {
    enrol(COURSE, LongStream.rangeClosed(1, 100).toArray());

    Page<Long> page = page(Optional.empty(), 5, row -> row == 100);

    assertThat(page.rows()).isEmpty();
    assertThat(page.next()).contains(after(20));
    assertThat(rows.rowsRead()).isLessThanOrEqualTo(21);
  }

  @Test
  void shouldTakeTheGreatestLearnerOfAll() {
    enrol(COURSE, Long.MAX_VALUE);

    assertThat(page(Optional.of(after(1)), 5, row -> true).rows()).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void shouldListTheCoursesOfTheGreatestLearnerOfAll() {
    var learner = new LearnerId(Long.MAX_VALUE);
    rows.put(KeyBytes.of(learner, COURSE), bytes(7));

    var scan =
        new PageScan(
            Bytes.wrap(KeyBytes.of(learner)),
            new PageRequest(5, Optional.empty()),
            row -> true,
            20);

    assertThat(read(scan).rows()).containsExactly(7L);
  }

  @Property(tries = 200)
  void shouldSeeEachRowOnceForwardsAndBackwards(
      @ForAll @IntRange(max = 60) int learners,
      @ForAll @IntRange(min = 1, max = 7) int size,
      @ForAll @IntRange(min = 1, max = 3) int every) {
    var fresh = new PageScanTest();
    fresh.enrol(COURSE, LongStream.rangeClosed(1, learners).toArray());
    fresh.enrol(NEIGHBOUR, 5, 6);
    Predicate<Long> filter = row -> row % every == 0;
    List<Long> expected =
        LongStream.rangeClosed(1, learners).filter(row -> row % every == 0).boxed().toList();

    List<Long> forwards = new ArrayList<>();
    Optional<PageStart> start = Optional.empty();
    Page<Long> page;
    do {
      page = fresh.page(start, size, filter);
      forwards.addAll(page.rows());
      start = page.next();
    } while (start.isPresent());
    List<Long> backwards = new ArrayList<>(page.rows());
    while (page.previous().isPresent()) {
      page = fresh.page(page.previous(), size, filter);
      backwards.addAll(0, page.rows());
    }

    assertThat(forwards).isEqualTo(expected);
    assertThat(backwards).isEqualTo(expected);
  }

  private void enrol(CourseKey course, long... learners) {
    for (long learner : learners) {
      rows.put(KeyBytes.of(course, new LearnerId(learner)), bytes(learner));
    }
  }

  private Page<Long> page(Optional<PageStart> start, int size, Predicate<Long> filter) {
    return read(
        new PageScan(
            Bytes.wrap(KeyBytes.of(COURSE)),
            new PageRequest(size, start),
            row -> filter.test(STORE.row(row)),
            20));
  }

  private Page<Long> read(PageScan scan) {
    return switch (scan.of(rows)) {
      case ReplicaRead.Read<Page<byte[]>>(Page<byte[]> page) -> page.map(STORE::row);
      case ReplicaRead.Unreadable<Page<byte[]>>(String why) -> throw new AssertionError(why);
    };
  }

  private static PageStart after(long learner) {
    return new PageStart(
        Bytes.wrap(KeyBytes.of(new LearnerId(learner))), PageStart.Direction.AFTER);
  }

  private static PageStart before(long learner) {
    return new PageStart(
        Bytes.wrap(KeyBytes.of(new LearnerId(learner))), PageStart.Direction.BEFORE);
  }

  private record LongCodec() implements AvroCodec<Long> {

    @Override
    public Schema schema() {
      return Schema.create(Schema.Type.LONG);
    }

    @Override
    public void write(Long value, Encoder out) throws IOException {
      out.writeLong(value);
    }

    @Override
    public Long read(Decoder in) throws IOException {
      return in.readLong();
    }
  }

  private static byte[] bytes(long value) {
    return AvroBytes.versioned((byte) 1, new LongCodec(), value);
  }
}
