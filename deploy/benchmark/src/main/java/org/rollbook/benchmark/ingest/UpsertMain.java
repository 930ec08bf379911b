package org.rollbook.benchmark.ingest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.Rejection;

/// What one would write with PostgreSQL: a transaction for each poll of some thousand messages, in
/// one statement, and offsets committed afterwards. A poll that is repeated changes nothing.
public final class UpsertMain {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int BATCH = 5_000;

  /// All parts of the statement see the tables as they were before it.
  private static final String UPSERT =
      """
      with received as (
        select * from unnest(
            ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::timestamptz[],
            ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
          as received (
            learner_id, course_key, mode, is_active, enrolled_at, event_time,
            event_type, event_id, source, topic, topic_partition, topic_offset)),
      remembered as (
        insert into history select * from received on conflict do nothing),
      latest as (
        select distinct on (learner_id, course_key) * from received
        order by learner_id, course_key, event_time desc),
      before as (
        select learner_id, course_key, old.mode, old.is_active
        from enrollments old join latest using (learner_id, course_key)),
      changed as (
        insert into enrollments select * from latest
        on conflict (learner_id, course_key) do update set
          mode = excluded.mode, is_active = excluded.is_active,
          enrolled_at = excluded.enrolled_at, event_time = excluded.event_time,
          event_type = excluded.event_type, event_id = excluded.event_id,
          source = excluded.source, topic = excluded.topic,
          topic_partition = excluded.topic_partition, topic_offset = excluded.topic_offset
        where enrollments.event_time < excluded.event_time
        returning learner_id, course_key, mode, is_active),
      difference as (
        select course_key, mode, is_active::int as active, 1 as total from changed
        union all
        select course_key, before.mode, -(before.is_active::int), -1
        from before join changed using (learner_id, course_key))
      insert into counts
      select course_key, mode, sum(active), sum(total) from difference group by course_key, mode
      on conflict (course_key, mode) do update set
        active = counts.active + excluded.active, total = counts.total + excluded.total\
      """;

  private UpsertMain() {}

  /// A message with its content.
  private record Event(
      ConsumerRecord<byte[], byte[]> message, EventEnvelope envelope, Enrollment payload) {}

  /// Runs until it is killed.
  ///
  /// @param arguments the group, the broker, the registry, the inbound topic, and the JDBC URL
  public static void main(String[] arguments) throws SQLException {
    var decoding = Decoding.with(arguments[2]);
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arguments[1],
            ConsumerConfig.GROUP_ID_CONFIG,
            arguments[0],
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            BATCH);
    try (Connection connection = DriverManager.getConnection(arguments[4]);
        PreparedStatement upsert = connection.prepareStatement(UPSERT);
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(arguments[3]));
      while (true) {
        List<Event> events = new ArrayList<>();
        consumer.poll(POLL).forEach(message -> events.add(event(message, decoding)));
        if (!events.isEmpty()) {
          upsert(events, upsert);
          consumer.commitSync();
        }
      }
    }
  }

  private static Event event(ConsumerRecord<byte[], byte[]> message, Decoding decoding) {
    try {
      return new Event(
          message, EventEnvelope.open(message.headers()), decoding.enrollment(message.value()));
    } catch (Rejection rejection) {
      throw new IllegalStateException("no envelope at offset " + message.offset(), rejection);
    }
  }

  private static void upsert(List<Event> events, PreparedStatement upsert) throws SQLException {
    var columns = new Columns(events, upsert);
    columns.add("bigint", event -> event.payload().learner().value());
    columns.add("text", event -> event.payload().course().value());
    columns.add("text", event -> event.payload().mode());
    columns.add("boolean", event -> event.payload().active());
    columns.add("timestamptz", event -> event.payload().enrolledAt());
    columns.add("timestamptz", event -> event.envelope().time());
    columns.add("text", event -> event.envelope().type());
    columns.add("text", event -> event.envelope().id());
    columns.add("text", event -> event.envelope().source());
    columns.add("text", event -> event.message().topic());
    columns.add("int", event -> event.message().partition());
    columns.add("bigint", event -> event.message().offset());
    upsert.executeUpdate();
  }

  /// The parameters of the statement, one after the other, each with a value for each event.
  private static final class Columns {

    private final List<Event> events;
    private final PreparedStatement upsert;
    private int column;

    Columns(List<Event> events, PreparedStatement upsert) {
      this.events = events;
      this.upsert = upsert;
    }

    void add(String type, Function<Event, Object> value) throws SQLException {
      upsert.setArray(
          ++column,
          upsert.getConnection().createArrayOf(type, events.stream().map(value).toArray()));
    }
  }
}
