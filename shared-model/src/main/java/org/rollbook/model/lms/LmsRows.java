package org.rollbook.model.lms;

import java.time.Duration;
import org.apache.avro.Schema;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopicSettings;

/// The topic of readings of the LMS's tables. The reconciler writes it, and every topology reads it
/// like a topic of Open edX.
///
/// A key is a table and a row of it, so the topic holds the newest reading of each row. An older
/// one that compaction removed is no loss: a reading has the whole row, and the newer one is the
/// later.
public final class LmsRows {

  public static final String NAME = "rollbook.lms-rows.v1";

  /// The `ce_source` of readings.
  public static final String SOURCE = "rollbook/reconciler";

  private static final Duration COMPACTION_LAG = Duration.ofHours(1);
  private static final Duration ROLL = Duration.ofDays(1);

  /// The key of a reading.
  ///
  /// @param table of the LMS
  /// @param row the primary key; for a row that the table does not have, the learner's id, a number
  ///   sign and the course key
  public record Key(String table, String row) {

    public static final RecordCodec<Key> CODEC =
        RecordCodec.of(
            "org.rollbook.lms.v1.RowKey",
            RecordCodec.field("table", AvroTypes.STRING, Key::table),
            RecordCodec.field("row", AvroTypes.STRING, Key::row),
            Key::new);
  }

  private LmsRows() {}

  public static String nameIn(TopicPrefix site) {
    return site.join(NAME);
  }

  /// Whether this is its full name at any site. No topic of Open edX has such a name.
  public static boolean isNamed(String topic) {
    return topic.equals(NAME) || topic.endsWith("-" + NAME);
  }

  /// The registry's subject of the keys.
  public static String keySubject(TopicPrefix site) {
    return nameIn(site) + "-key";
  }

  /// The registry's subject of the values that have a schema: the topic has several kinds.
  public static String valueSubject(TopicPrefix site, Schema schema) {
    return nameIn(site) + "-" + schema.getFullName();
  }

  public static TopicSettings settings() {
    return TopicSettings.compacted(COMPACTION_LAG, ROLL);
  }
}
