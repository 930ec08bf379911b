package org.rollbook.runtime.serve.query;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.streams.RocksFolder;
import org.rollbook.runtime.watermark.AsOf;

/// Fills a store with the roster of a course of a million, pages it from end to end, and prints how
/// many rows there were.
final class MillionRoster {

  private static final int LEARNERS = 1_000_000;
  private static final int PAGE = 1_000;
  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final JournalCodec<String> CODEC =
      new JournalCodec<>(JournalFormats.of(new TextCodec()));
  private static final StoreSpec<Stamped<String>> STORE = new StoreSpec<>("roster", CODEC);

  private MillionRoster() {}

  @SuppressWarnings("SystemOut") // A program for a test, which reads this.
  public static void main(String[] arguments) throws RocksDBException {
    try (var folder = RocksFolder.open(Path.of(arguments[0]), 64L << 20, 1)) {
      fill(folder.database());
      var replica = new RocksReplica(folder.database());
      long rows = 0;
      long last = 0;
      Optional<PageStart> start = Optional.empty();
      do {
        Page<byte[]> page = page(replica, start);
        for (byte[] row : page.rows()) {
          long learner = Long.parseLong(STORE.row(row).payload());
          if (learner <= last) {
            throw new AssertionError(learner + " comes after " + last);
          }
          last = learner;
          rows++;
        }
        start = page.next();
      } while (start.isPresent());
      System.out.println(rows);
    }
  }

  private static void fill(RocksDB database) throws RocksDBException {
    var stamp =
        new EventStamp(
            Instant.EPOCH,
            EnrollmentEvents.CREATED.type(),
            "67e1bd4a-e742-11f1-a5dc-02fc00000001",
            "openedx/lms/web");
    var position = new SourcePosition("prod-learning-course-enrollment-lifecycle", 3, 1234);
    for (long learner = 1; learner <= LEARNERS; learner++) {
      var row = new Stamped<>(stamp, position, Long.toString(learner));
      database.put(
          KeyBytes.of(COURSE, new LearnerId(learner)), AvroBytes.versioned((byte) 1, CODEC, row));
    }
  }

  private static Page<byte[]> page(Replicas.Replica replica, Optional<PageStart> start) {
    var request = new PageRequest(PAGE, start);
    var scan = new PageScan(Bytes.wrap(KeyBytes.of(COURSE)), request, row -> true, 10_000);
    return switch (scan.of(replica)) {
      case ReplicaRead.Read<Page<byte[]>>(Page<byte[]> page) -> page;
      case ReplicaRead.Unreadable<Page<byte[]>>(String why) -> throw new AssertionError(why);
    };
  }

  /// Forwards only.
  private record RocksReplica(RocksDB database) implements Replicas.Replica {

    @Override
    public Instant openedAt() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReplicaRead<AsOf> asOf() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReplicaRead<Optional<byte[]>> row(Bytes key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReplicaRead<Replicas.Scan> scan(
        Bytes lower, Bytes upper, boolean descending, Replicas.RowVisitor visitor) {
      try (var options = new ReadOptions();
          RocksIterator rows = database.newIterator(options)) {
        for (rows.seek(lower.get());
            rows.isValid() && Arrays.compareUnsigned(rows.key(), upper.get()) <= 0;
            rows.next()) {
          if (!visitor.wantsMoreAfter(Bytes.wrap(rows.key()), rows.value())) {
            return new ReplicaRead.Read<>(Replicas.Scan.STOPPED);
          }
        }
        return new ReplicaRead.Read<>(Replicas.Scan.AT_THE_END);
      }
    }
  }
}
