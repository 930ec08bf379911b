package org.rollbook.local;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.sample.Inspector;
import org.rollbook.local.settings.LocalLms;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.LocalTopology;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.EventLoss;
import org.rollbook.testkit.campus.LmsProducer;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.lms.LmsTables;
import org.rollbook.testkit.lms.ReadingListener;
import org.rollbook.testkit.redis.RedisProducer;
import org.rollbook.testkit.sample.ViewApi;

/// The simulated campus that publishes, and the inspector that compares the answers with its truth.
///
/// Started and closed at most once each, possibly by two threads at the same time.
final class CampusLife implements AutoCloseable {

  /// The truth can judge an answer up to this age: twice the bound of views.
  private static final Duration MEMORY = Duration.ofMinutes(10);

  /// How many events a semester has of which the bus knows nothing.
  private static final int EVENTS_BEFORE = 20_000;

  private final LocalSettings settings;
  private final Truth truth = Truth.remembering(MEMORY);
  private final Inspector inspector;
  private final Clock clock;
  private final String bootstrapServers;
  private final Campus campus;
  private volatile @Nullable LmsTables tables;
  private @Nullable ReadingListener readings;
  private @Nullable LmsProducer producer;
  private volatile @Nullable CampusRun run;
  private boolean closed;

  CampusLife(LocalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    bootstrapServers = Addresses.kafka(settings.ports());
    campus =
        Campus.running(
            CampusSettings.of(settings.seed(), settings.learners(), settings.courses())
                .emitting(RowKind.ENROLLMENTS, RowKind.GRADES),
            clock);
    inspector =
        new Inspector(
            ViewApi.ofEnrollments(Addresses.client(LocalTopology.ENROLLMENTS, settings.ports())),
            ViewApi.ofGrades(Addresses.client(LocalTopology.GRADES, settings.ports())),
            truth,
            clock);
  }

  /// Keeps the LMS's tables from now on. Must be called before it starts.
  void useTables(LmsTables opened) {
    campus.resume(opened.allEnrollments(), opened.allGrades()).writingTo(opened);
    if (settings.lms() == LocalLms.BEFORE && campus.enrollments() == 0) {
      opened.together(() -> campus.happenUnnoticed(EVENTS_BEFORE));
    }
    tables = opened;
  }

  /// Continues where earlier runs on the same data ended.
  ///
  /// @param topics where the campus publishes; they must be there
  synchronized void start(Collection<String> topics, Inspector.Listener listener) {
    if (closed) {
      return;
    }
    recallPastEvents(topics);
    LmsTables kept = tables;
    if (kept != null) {
      readings =
          ReadingListener.start(
              bootstrapServers, site(), truth, kept, settings.margin(), listener::disagreed);
    }
    if (settings.eventsPerSecond() > 0) {
      startCampus();
    }
    inspector.report(this::progress, listener);
    if (settings.topologies().contains(LocalTopology.ENROLLMENTS)) {
      inspector.sample(listener);
    }
    if (settings.topologies().contains(LocalTopology.GRADES)) {
      inspector.sampleGrades(listener);
    }
  }

  private void recallPastEvents(Collection<String> topics) {
    try (var writers = new WriterSchemas(settings.ports())) {
      PastEvents.of(bootstrapServers, site(), writers).addTo(truth, topics, clock.instant());
    }
  }

  private TopicPrefix site() {
    return settings.prefix().map(TopicPrefix::new).orElse(TopicPrefix.NONE);
  }

  /// Events that the LMS failed to send.
  long lost() {
    return progress().lost();
  }

  /// Events that the broker has acknowledged.
  long published() {
    return progress().acknowledged();
  }

  List<TrueCourseCounts> largestCourses() {
    return inspector.largestCourses();
  }

  /// Waits until a view has a row of each kind; there may be none, and no view.
  FirstSteps.Known firstVisible(Duration timeout) {
    return new FirstSteps.Known(
        hasRowsOf(LocalTopology.ENROLLMENTS)
            ? inspector.firstEnrollment(timeout)
            : Optional.empty(),
        hasRowsOf(LocalTopology.GRADES) ? inspector.firstGrade(timeout) : Optional.empty());
  }

  private boolean hasRowsOf(LocalTopology topology) {
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
    if (readings != null) {
      readings.close();
    }
  }

  private void startCampus() {
    LmsProducer opened = opened();
    producer = opened;
    var started =
        new CampusRun(campus, opened, settings.eventsPerSecond(), clock, inspector::published);
    started.losing(new EventLoss(settings.lose(), settings.seed())).start();
    run = started;
  }

  private LmsProducer opened() {
    return switch (settings.bus()) {
      case KAFKA ->
          OpenEdxProducer.to(
              bootstrapServers,
              new OpenEdxSerializer(
                  settings.prefix(), new ConfluentSchemaIds(Addresses.registry(settings.ports()))),
              truth,
              clock);
      case REDIS ->
          new RedisProducer(
              settings.ports().redis(), RedisProducer.MAX_LENGTH, settings.prefix(), truth, clock);
    };
  }

  private CampusProgress progress() {
    CampusRun started = run;
    return started == null
        ? new CampusProgress(clock.instant(), 0, 0, 0, 0, 0, 0)
        : started.progress();
  }
}
