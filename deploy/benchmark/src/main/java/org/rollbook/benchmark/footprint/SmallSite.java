package org.rollbook.benchmark.footprint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.testkit.campus.OpenEdxDeserializer;

/// What a small site would write for itself: a consumer that keeps the latest state of each
/// enrollment and grade in PostgreSQL, and an endpoint that reads them. It knows the schemas and
/// uses no registry, and has neither history, counts, dead letters nor as-of times.
public final class SmallSite {

  static final String GROUP = "small-site";

  private static final Duration POLL = Duration.ofSeconds(1);

  private SmallSite() {}

  /// Consumes and serves until it is killed, or fails.
  ///
  /// @param arguments the broker, a JDBC URL, the port, and the topics
  public static void main(String[] arguments) throws SQLException, IOException {
    String database = arguments[1];
    SmallTables.create(database);
    HttpServer server =
        served(Integer.parseInt(arguments[2]), DriverManager.getConnection(database));
    List<String> topics = Arrays.stream(arguments).skip(3).toList();
    try (var tables = new SmallTables(database);
        var consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    arguments[0],
                    "group.id",
                    GROUP,
                    "auto.offset.reset",
                    "earliest",
                    "enable.auto.commit",
                    false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.subscribe(topics);
      while (true) {
        ConsumerRecords<byte[], byte[]> event = consumer.poll(POLL);
        if (!event.isEmpty()) {
          for (ConsumerRecord<byte[], byte[]> message : event) {
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
