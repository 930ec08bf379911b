package org.rollbook.benchmark.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.EnrollmentTable;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.site.RawConsumer;
import org.rollbook.benchmark.write.Contender.Running;
import org.rollbook.benchmark.write.Contender.Totals;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.Rejection;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.process.JvmArguments;

/// What one would write with PostgreSQL: a transaction for each poll of some thousand messages, in
/// one statement, and offsets committed afterwards. A poll that is repeated changes nothing.
public final class PostgresUpsert {

  private static final int BATCH = 5_000;

  private static final String TABLES =
      Database.text(PostgresUpsert.class, "upsert-tables.sql")
          .replace("%columns%", EnrollmentTable.DEFINITIONS);

  private static final String UPSERT =
      Database.text(PostgresUpsert.class, "upsert.sql")
          .replace("%rows%", EnrollmentTable.PARAMETERS);

  private PostgresUpsert() {}

  static Contender contender(Inbound inbound, Database database, Path folder) {
    return new Contender(
        "batches into PostgreSQL",
        Aim.atLeast(1.5),
        run -> {
          String group = "upsert-" + run;
          List<String> arguments = List.of(group, inbound.topic(), database.url());
          database.run(TABLES);
          return new Running(
              inbound
                  .bus()
                  .start(
                      PostgresUpsert.class, JvmArguments.AT_WORK, folder.resolve(group), arguments),
              List.of(new GroupStep(group, inbound.topic())),
              List.of(),
              () -> Optional.of(totals(inbound, database)),
              () -> database.run(TABLES));
        });
  }

  /// What the tables have; they must have every event in the history too.
  private static Totals totals(Inbound inbound, Database database) {
    long history = database.number("select count(*) from history");
    if (history != inbound.events()) {
      throw new IllegalStateException("the history has " + history + " events");
    }
    return new Totals(
        database.number("select count(*) from enrollments"),
        database.number("select count(*) from enrollments where is_active"),
        database.number("select sum(total) from counts"),
        database.number("select sum(active) from counts"));
  }

  /// Runs until it is killed.
  ///
  /// @param arguments the broker, the registry, the group, the inbound topic, and the JDBC URL
  public static void main(String[] arguments) throws SQLException {
    var decoding = new Decoding(arguments[1]);
    var settings =
        Map.<String, Object>of(
            "group.id", arguments[2], "enable.auto.commit", false, "max.poll.records", BATCH);
    try (Connection connection = DriverManager.getConnection(arguments[4]);
        PreparedStatement upsert = connection.prepareStatement(UPSERT);
        var consumer = RawConsumer.of(arguments[0], settings)) {
      consumer.subscribe(List.of(arguments[3]));
      while (true) {
        List<Stamped<TrueEnrollment>> events = new ArrayList<>();
        consumer.poll(RawConsumer.POLL).forEach(message -> events.add(event(message, decoding)));
        if (!events.isEmpty()) {
          EnrollmentTable.setIn(upsert, events);
          upsert.executeUpdate();
          consumer.commitSync();
        }
      }
    }
  }

  private static Stamped<TrueEnrollment> event(
      ConsumerRecord<byte[], byte[]> message, Decoding decoding) {
    try {
      EventEnvelope envelope = EventEnvelope.open(message.headers());
      PlainEnrollment payload = decoding.enrollment(message.value());
      var stamp =
          new EventStamp(
              envelope.time(), new EventType(envelope.type()), envelope.id(), envelope.source());
      return new Stamped<>(
          stamp,
          new SourcePosition(message.topic(), message.partition(), message.offset()),
          new TrueEnrollment(
              new CampusEnrollmentKey(payload.learner(), payload.course()),
              payload.mode(),
              payload.active(),
              payload.enrolledAt(),
              stamp));
    } catch (Rejection rejection) {
      throw new IllegalStateException("no envelope at offset " + message.offset(), rejection);
    }
  }
}
