package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.settings.Settings;

/// What one instance of ingest is told.
///
/// @param group of the consumers. It belongs to the journals, not to a version of the views: a
///   rebuild beside the old views goes on where they read, or it would find the sources' beginnings
///   gone and write into the shared journals that events were lost
/// @param member under whose key this instance writes its watermarks
/// @param address the advertised `host:port`, by which members of the group are told apart
/// @param instanceId a name that survives restarts, for static membership
/// @param sourceTopics full names
/// @param journalPrefix begins the full names of the journals, such as `rollbook.enrollments.`
/// @param partitions of each journal
/// @param deadLetterTopic full name
/// @param clockSkew how far past the broker's time an event may claim to be
/// @param declaredComplete whether the site began with Rollbook listening
public record IngestSettings(
    String group,
    String member,
    String address,
    Optional<String> instanceId,
    List<String> sourceTopics,
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
        settings.sourceTopics(),
        settings.topicPrefix().join("rollbook." + topology + "."),
        settings.topics().partitions(),
        DeadLetters.nameIn(settings.topicPrefix()),
        settings.bounds().clockSkew(),
        settings.completeFromEmpty(),
        settings.bootstrapServers(),
        settings.kafka(),
        IngestTiming.STANDARD);
  }

  /// The full name of a journal.
  public String topicOf(Journal<?> journal) {
    return journalPrefix + journal.name();
  }
}
