package org.rollbook.local;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.sample.Inspector;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.Topology;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.Kind;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.ViewApi;

/// The simulated campus publishing, and the inspector holding the answers against its truth.
///
/// Started and closed at most once each, possibly by two threads at the same time.
final class CampusLife implements AutoCloseable {

  /// An answer may be this old and still be told right or wrong: twice the bound that views have.
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final LocalSettings settings;
  private final Truth truth = Truth.remembering(MEMORY);
  private final Inspector inspector;
  private final Clock clock;
  private final String bootstrapServers;
  private @Nullable OpenEdxProducer producer;
  private volatile @Nullable CampusRun run;
  private boolean closed;

  CampusLife(LocalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    bootstrapServers = Addresses.kafka(settings.ports());
    inspector =
        new Inspector(
            ViewApi.ofEnrollments(Addresses.client(Topology.ENROLLMENTS, settings.ports())),
            ViewApi.ofGrades(Addresses.client(Topology.GRADES, settings.ports())),
            truth,
            clock);
  }

  /// Begins where earlier runs on the same data ended.
  ///
  /// @param topics where the campus publishes; they must be there
  synchronized void start(Collection<String> topics, Inspector.Listener listener) {
    if (closed) {
      return;
    }
    tellOfThePast(topics);
    if (settings.eventsPerSecond() > 0) {
      startCampus();
    }
    inspector.report(this::progress, listener);
    if (settings.topologies().contains(Topology.ENROLLMENTS)) {
      inspector.sample(listener);
    }
    if (settings.topologies().contains(Topology.GRADES)) {
      inspector.sampleGrades(listener);
    }
  }

  private void tellOfThePast(Collection<String> topics) {
    var site = settings.prefix().map(TopicPrefix::new).orElse(TopicPrefix.NONE);
    try (var writers = new WriterSchemas(settings.ports())) {
      PastEvents.of(bootstrapServers, site, writers).tell(truth, topics, clock.instant());
    }
  }

  /// Events that the broker has acknowledged.
  long published() {
    return progress().acknowledged();
  }

  List<CourseCounts> largestCourses() {
    return inspector.largestCourses();
  }

  /// Waits for something that a view has of each kind; there may be none, and no view.
  FirstSteps.Known firstVisible(Duration patience) {
    return new FirstSteps.Known(
        tells(Topology.ENROLLMENTS) ? inspector.firstEnrollment(patience) : Optional.empty(),
        tells(Topology.GRADES) ? inspector.firstGrade(patience) : Optional.empty());
  }

  private boolean tells(Topology topology) {
    return run != null && settings.topologies().contains(topology);
  }

  @Override
  public synchronized void close() {
    closed = true;
    inspector.close();
    if (run != null) {
      run.close();
    }
    if (producer != null) {
      producer.close();
    }
  }

  private void startCampus() {
    var serializer =
        new OpenEdxSerializer(
            settings.prefix(), new ConfluentSchemaIds(Addresses.registry(settings.ports())));
    var opened = OpenEdxProducer.to(bootstrapServers, serializer, truth, clock);
    producer = opened;
    var campus =
        Campus.running(
            CampusSettings.of(settings.seed(), settings.learners(), settings.courses())
                .telling(Kind.ENROLLMENTS, Kind.GRADES),
            clock);
    var started =
        new CampusRun(campus, opened, settings.eventsPerSecond(), clock, inspector::published);
    started.start();
    run = started;
  }

  private CampusProgress progress() {
    CampusRun campus = run;
    return campus == null ? new CampusProgress(clock.instant(), 0, 0, 0, 0, 0) : campus.progress();
  }
}
