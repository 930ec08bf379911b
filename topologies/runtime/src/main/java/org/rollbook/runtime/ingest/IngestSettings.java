package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.settings.EventBus;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.settings.Settings;

/// The settings of one instance of ingest.
///
/// @param group of the consumers. It belongs to the journals, not to a version of the views: a
///   rebuild that runs next to the old views continues at their offsets. Otherwise it would find
///   the oldest events of the sources gone and write a loss into the shared journals
/// @param member under whose key this instance writes its watermarks
/// @param address the advertised `host:port`, which identifies a member of the group
/// @param instanceId a name that survives restarts, for static membership
/// @param sourceTopics full names
/// @param readingsTopic the full name of the topic of readings of the LMS's tables, which is one of
///   the source topics, and ours
/// @param bridgeTopic the full name of the topic of the Redis bridge's progress
/// @param bus what Open edX's producers write to
/// @param journalPrefix begins the full names of the journals, such as `rollbook.enrollments.`
/// @param partitions of each journal
/// @param deadLetterTopic full name
/// @param clockSkew how far past the broker's time an event may claim to be
/// @param declaredComplete whether the operator declares that Rollbook has read the site's events
///   from the first on
public record IngestSettings(
    String group,
    String member,
    String address,
    Optional<String> instanceId,
    List<String> sourceTopics,
    String readingsTopic,
    String bridgeTopic,
    EventBus bus,
    String journalPrefix,
    int partitions,
    String deadLetterTopic,
    Duration clockSkew,
    boolean declaredComplete,
    String bootstrapServers,
    KafkaSettings kafka,
    IngestTiming timing) {

  public IngestSettings {
    sourceTopics = List.copyOf(sourceTopics);
  }

  /// What an instance's settings mean for its ingest.
  ///
  /// @param topology its name, such as `enrollments`
  public static IngestSettings of(Settings settings, String topology) {
    return new IngestSettings(
        settings.topicPrefix().join("rollbook-" + topology + "-v1-ingest"),
        settings.instanceId().orElse(settings.advertisedAddress()),
        settings.advertisedAddress(),
        settings.instanceId(),
        settings.sources(),
        settings.readingsTopic(),
        settings.bridgeTopic(),
        settings.bus(),
        settings.topicPrefix().join("rollbook." + topology + "."),
        settings.topics().partitions(),
        DeadLetters.nameIn(settings.topicPrefix()),
        settings.bounds().clockSkew(),
        settings.completeFromEmpty(),
        settings.bootstrapServers(),
        settings.kafka(),
        IngestTiming.STANDARD);
  }

  /// Full names of the topics of Open edX that are read.
  List<String> openEdxTopics() {
    return sourceTopics.stream().filter(topic -> !topic.equals(readingsTopic)).toList();
  }

  /// The full name of a journal.
  public String topicOf(Journal<?> journal) {
    return journalPrefix + journal.name();
  }
}
