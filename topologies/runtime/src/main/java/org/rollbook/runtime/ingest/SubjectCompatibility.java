package org.rollbook.runtime.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.rollbook.model.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the registry would refuse what a newer release of Open edX writes.
///
/// Its producer registers a new schema before it sends the first event that has it, and drops the
/// event if the registry refuses. Nothing of that reaches a topic, so that the registry's rules are
/// the only sign of it. Newer releases add fields, which `BACKWARD` and `FULL` do not allow.
///
/// It asks in a thread of its own; its results may be read from any thread.
public final class SubjectCompatibility implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SubjectCompatibility.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private static final Set<String> LETS_ADD_FIELDS =
      Set.of("FORWARD", "FORWARD_TRANSITIVE", "NONE");

  private final List<String> subjects;
  private final Function<String, Optional<String>> registry;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("registry-compatibility").daemon().factory());
  private volatile Map<String, String> modes = Map.of();

  /// @param topics that Open edX writes to, with the site's prefix
  /// @param types of the events that are read from them
  /// @param registry the mode of a subject, if it can be asked now
  public SubjectCompatibility(
      Collection<String> topics,
      Collection<EventType> types,
      Function<String, Optional<String>> registry,
      MeterRegistry meters) {
    subjects =
        topics.stream()
            .flatMap(topic -> types.stream().map(type -> subjectOf(topic, type)))
            .toList();
    this.registry = registry;
    Gauge.builder("rollbook.registry.refusing.subjects", this, self -> self.refusing().size())
        .description("Subjects whose compatibility refuses events of newer releases of Open edX")
        .register(meters);
  }

  /// As Open edX's producer names it (`topic_record_subject_name_strategy`).
  private static String subjectOf(String topic, EventType type) {
    return topic + "-" + type.wireName() + ".CloudEvent";
  }

  /// The subjects that refuse newer schemas, each with its mode, as far as is known.
  public List<String> refusing() {
    return modes.entrySet().stream()
        .filter(subject -> !LETS_ADD_FIELDS.contains(subject.getValue()))
        .map(subject -> subject.getKey() + ": " + subject.getValue())
        .toList();
  }

  /// Begins to ask.
  public void start() {
    var _ =
        thread.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
  }

  /// Asks once. A mode that the registry does not return now stays as it was.
  void look() {
    List<String> before = refusing();
    Map<String, String> now = new TreeMap<>(modes);
    for (String subject : subjects) {
      registry.apply(subject).ifPresent(mode -> now.put(subject, mode));
    }
    modes = Collections.unmodifiableMap(now);
    List<String> after = refusing();
    if (!after.isEmpty() && !after.equals(before)) {
      LOG.atWarn()
          .addKeyValue("subjects", after)
          .log(
              "The registry refuses schemas with new fields: a newer Open edX would lose its"
                  + " events. Set the compatibility of these subjects to FORWARD or NONE");
    }
    if (after.isEmpty() && !before.isEmpty()) {
      LOG.info("The registry takes schemas with new fields now");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
