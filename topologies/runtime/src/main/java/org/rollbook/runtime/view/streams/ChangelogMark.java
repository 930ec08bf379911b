package org.rollbook.runtime.view.streams;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/// What the site knows of a partition of a changelog: which topic it was, and how far it reached.
///
/// It is kept as a committed offset, with the topic's id as metadata.
///
/// @param topicId of the topic that holds the view's store; a topic that is deleted and created
///   again has another
/// @param end where the partition ended when an instance last checked
/// @param rebuiltTo where the journal partition ended when a rebuild began; 0 if none is under way
record ChangelogMark(String topicId, long end, long rebuiltTo) {

  private static final char SEPARATOR = ' ';

  static ChangelogMark from(OffsetAndMetadata committed) {
    String metadata = committed.metadata();
    int separator = metadata.indexOf(SEPARATOR);
    return separator < 0
        ? new ChangelogMark(metadata, committed.offset(), 0)
        : new ChangelogMark(
            metadata.substring(0, separator),
            committed.offset(),
            Long.parseLong(metadata.substring(separator + 1)));
  }

  OffsetAndMetadata toCommit() {
    return new OffsetAndMetadata(end, rebuiltTo == 0 ? topicId : topicId + SEPARATOR + rebuiltTo);
  }
}
