package org.rollbook.grades.topology;

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
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
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
final class DrivenGrades implements AutoCloseable {

  private final GradesTopology deployable = new GradesTopology();
  private final Settings settings;
  private final Path folder;
  private final TopologyTestDriver driver;

  DrivenGrades() {
    try {
      folder = Files.createTempDirectory("grades");
    } catch (IOException full) {
      throw new IllegalStateException(full);
    }
    settings = settings(Map.of("ROLLBOOK_STATE_DIR", folder.toString(), "ROLLBOOK_HISTORY", "5"));
    Properties properties = StreamsSettings.of(settings, 1);
    driver = new TopologyTestDriver(topology(settings), properties, Instant.EPOCH);
  }

  static Settings settings(Map<String, String> variables) {
    return Settings.from(variables, "grades", 1, 8102, List.of("source"), "here");
  }

  static Topology topology(Settings settings) {
    Clock clock = Clock.systemUTC();
    var surroundings =
        new ViewSurroundings(new LiveTasks(), new OpenCopies(clock), ViewMeters.NONE, clock);
    return NodeTopology.of(new GradesTopology(), settings, subject -> 1, surroundings);
  }

  void hear(Heard<GradeClaim> heard) {
    for (Journal<GradeClaim> journal : deployable.journals()) {
      driver
          .createInputTopic(
              deployable.topicOf(journal, settings.topicPrefix()),
              new ByteArraySerializer(),
              new ByteArraySerializer())
          .pipeInput(journal.keyOf(heard), journal.values().toBytes(heard));
    }
  }

  Optional<Grade> grade(LearnerId learner, CourseKey course) {
    return row(GradesTopology.GRADES, KeyBytes.of(learner, course));
  }

  /// What a course's gradebook says of each learner, in order.
  List<Grade> gradebook(CourseKey course) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(GradesTopology.GRADEBOOK.name());
    try (KeyValueIterator<Bytes, byte[]> rows = store.all();
        Stream<KeyValue<Bytes, byte[]>> stream =
            Stream.iterate(rows, KeyValueIterator::hasNext, each -> each)
                .map(KeyValueIterator::next)) {
      return stream
          .filter(row -> !KeyBytes.isReserved(row.key.get()))
          .map(row -> GradesTopology.GRADEBOOK.row(row.value))
          .filter(grade -> grade.course().equals(course))
          .toList();
    }
  }

  GradeDistribution distribution(CourseKey course) {
    return row(GradesTopology.DISTRIBUTIONS, KeyBytes.of(course)).orElse(GradeDistribution.NONE);
  }

  List<HistoryItem<GradeClaim>> history(LearnerId learner, CourseKey course) {
    return row(GradesTopology.HISTORY, KeyBytes.of(learner, course))
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
