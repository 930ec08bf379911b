package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.runtime.watermark.CompletedPass;

/// Reads whole comparisons of the LMS's table with our views.
///
/// @param topic full name of the topic of readings; nobody else's word makes a view complete
/// @param table of the LMS that our rows are compared with, if there is one
record PassReader(String topic, Optional<String> table) {

  /// A pass; empty if it is none of ours.
  ///
  /// @param pass a record of the schema of passes
  Optional<CompletedPass> read(ConsumerRecord<?, ?> message, GenericRecord pass) {
    boolean ours =
        message.topic().equals(topic)
            && table.filter(pass.get("table").toString()::equals).isPresent();
    return ours
        ? Optional.of(
            CompletedPass.of(
                new LmsPass(
                    pass.get("table").toString(),
                    time(pass, "started_at"),
                    time(pass, "reliable_from")),
                Instant.ofEpochMilli(message.timestamp())))
        : Optional.empty();
  }

  private static Instant time(GenericRecord pass, String field) {
    return Instant.EPOCH.plus((long) pass.get(field), ChronoUnit.MICROS);
  }
}
