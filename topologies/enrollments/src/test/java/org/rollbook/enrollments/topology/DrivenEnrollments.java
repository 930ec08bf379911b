package org.rollbook.enrollments.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.node.NodeTopology;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.streams.StreamsSettings;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenCopies;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.ViewMeters;
import org.rollbook.runtime.view.ViewSurroundings;

/// The whole topology, driven without a broker: what is heard goes into every journal, what is kept
/// is read from the stores.
final class DrivenEnrollments implements AutoCloseable {

  private final EnrollmentsTopology deployable = new EnrollmentsTopology();
  private final Settings settings;
  private final Path folder;
  private final TopologyTestDriver driver;

  DrivenEnrollments() {
    try {
      folder = Files.createTempDirectory("enrollments");
    } catch (IOException full) {
      throw new IllegalStateException(full);
    }
    settings = settings(Map.of("ROLLBOOK_STATE_DIR", folder.toString(), "ROLLBOOK_HISTORY", "5"));
    Properties properties = StreamsSettings.of(settings, 1);
    driver = new TopologyTestDriver(topology(settings), properties, Instant.EPOCH);
  }

  static Settings settings(Map<String, String> variables) {
    return Settings.from(variables, "enrollments", 1, 8101, List.of("source"), "here");
  }

  static Topology topology(Settings settings) {
    Clock clock = Clock.systemUTC();
    var surroundings =
        new ViewSurroundings(new LiveTasks(), new OpenCopies(clock), ViewMeters.NONE, clock);
    return NodeTopology.of(new EnrollmentsTopology(), settings, subject -> 1, surroundings);
  }

  void hear(Heard<Enrollment> heard) {
    for (Journal<Enrollment> journal : deployable.journals()) {
      driver
          .createInputTopic(
              deployable.topicOf(journal, settings.topicPrefix()),
              new ByteArraySerializer(),
              new ByteArraySerializer())
          .pipeInput(journal.keyOf(heard), journal.values().toBytes(heard));
    }
  }

  Optional<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course) {
    return row(EnrollmentsTopology.ENROLLMENTS, KeyBytes.of(learner, course));
  }

  /// What a course's roster says of each learner, in order.
  List<Heard<Enrollment>> roster(CourseKey course) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(EnrollmentsTopology.ROSTER.name());
    try (KeyValueIterator<Bytes, byte[]> rows = store.all();
        Stream<KeyValue<Bytes, byte[]>> stream =
            Stream.iterate(rows, KeyValueIterator::hasNext, each -> each)
                .map(KeyValueIterator::next)) {
      return stream
          .filter(row -> !KeyBytes.isReserved(row.key.get()))
          .map(row -> EnrollmentsTopology.ROSTER.row(row.value))
          .filter(row -> row.said().course().equals(course))
          .toList();
    }
  }

  CourseCounts counts(CourseKey course) {
    return row(EnrollmentsTopology.COUNTS, KeyBytes.of(course)).orElse(CourseCounts.NONE);
  }

  List<HistoryItem<Enrollment>> history(LearnerId learner, CourseKey course) {
    return row(EnrollmentsTopology.HISTORY, KeyBytes.of(learner, course))
        .map(History::items)
        .orElse(List.of());
  }

  private <R> Optional<R> row(StoreSpec<R> store, byte[] key) {
    KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(store.name());
    return Optional.ofNullable(rows.get(Bytes.wrap(key))).map(store::row);
  }

  @Override
  public void close() {
    driver.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
