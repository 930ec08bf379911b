package org.rollbook.benchmark.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.site.RawConsumer;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.campus.OpenEdxDeserializer;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.site.Waiting;

/// What a small site would write for itself: a consumer that keeps the latest state of each
/// enrollment and grade in PostgreSQL, and an endpoint that reads them. It knows the schemas and
/// uses no registry, and has neither history, counts, dead letters nor as-of times.
public final class SmallSite {

  private static final String GROUP = "small-site";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private SmallSite() {}

  /// Starts one in a process of its own, and waits until it has written everything that is on the
  /// topics.
  ///
  /// @param topics of one partition each
  static ChildProcess start(
      EventBus bus,
      List<String> topics,
      Postgres postgres,
      FootprintBenchmark.Sizing sizing,
      Path folder) {
    String port = Integer.toString(FreePort.next());
    List<String> arguments =
        Stream.concat(Stream.of(Database.of(postgres).url(), port), topics.stream()).toList();
    ChildProcess process =
        bus.start(SmallSite.class, sizing.jvm(), sizing.environment(), folder, arguments);
    List<GroupStep> steps = topics.stream().map(topic -> new GroupStep(GROUP, topic)).toList();
    Waiting.untilSlowly(
        () -> {
          process.requireAlive();
          long committed = bus.offsets().passed(steps).stream().mapToLong(Long::longValue).sum();
          return committed >= bus.offsets().written(topics, 1);
        },
        PATIENCE);
    return process;
  }

  /// Consumes and serves until it is killed, or fails.
  ///
  /// @param arguments the broker, the registry, a JDBC URL, the port, and the topics
  public static void main(String[] arguments) throws SQLException, IOException {
    String url = arguments[2];
    new Database(url).run(Database.text(SmallSite.class, "small-site.sql"));
    HttpServer server = served(Integer.parseInt(arguments[3]), DriverManager.getConnection(url));
    var settings = Map.<String, Object>of("group.id", GROUP, "enable.auto.commit", false);
    try (var tables = new SmallTables(url);
        var consumer = RawConsumer.of(arguments[0], settings)) {
      consumer.subscribe(Arrays.stream(arguments).skip(4).toList());
      while (true) {
        ConsumerRecords<byte[], byte[]> events = consumer.poll(POLL);
        if (!events.isEmpty()) {
          for (ConsumerRecord<byte[], byte[]> message : events) {
            tables.put(OpenEdxDeserializer.payload(message.headers(), message.value()));
          }
          tables.commit();
          consumer.commitSync();
        }
      }
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer served(int port, Connection database) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/enrollments/", exchange -> answer(exchange, database, "enrollments"));
    server.createContext("/grades/", exchange -> answer(exchange, database, "grades"));
    server.start();
    return server;
  }

  /// Answers `/enrollments/{learner}/{course}`, one request at a time.
  private static void answer(HttpExchange exchange, Connection database, String table)
      throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", 4);
      byte[] body = row(database, table, Long.parseLong(path[2]), path[3]);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] row(Connection database, String table, long learner, String course) {
    try (PreparedStatement statement =
        database.prepareStatement(
            "select row_to_json(it)::text from %s it where learner_id = ? and course_key = ?"
                .formatted(table))) {
      statement.setLong(1, learner);
      statement.setString(2, course);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getString(1).getBytes(StandardCharsets.UTF_8) : new byte[0];
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
