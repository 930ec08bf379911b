package org.rollbook.testkit.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.Command;
import org.rollbook.testkit.subscriber.TopCourses;

/// A derived topic as clients other than ours read it: the instructions of `deploy/subscribing` for
/// analysts, executed. Each client reads a field of the newest record of each key and adds it up by
/// course: a number, or a boolean, where true counts as one.
///
/// @param topic without the site's prefix
public record Subscribers(Site site, String topic) {

  private static final Path PROGRAMS = Path.of("..", "..", "deploy", "subscribing");

  /// The first Python that has Avro and Confluent's client: Debian's packages work with Debian's
  /// own Python only, which may not be the first in the path.
  private static final Optional<String> PYTHON =
      Stream.of("python3", "/usr/bin/python3")
          .filter(python -> Command.works(python, "-c", "import avro, confluent_kafka"))
          .findFirst();

  /// Whether kcat, and Python with Avro and Confluent's client, are on this machine.
  public static boolean areInstalled() {
    return PYTHON.isPresent() && Command.works("kcat", "-V");
  }

  /// All courses, by a Java consumer with generic Avro.
  public Map<String, Long> java(String field) {
    return TopCourses.sums(kafka(), site.registryUrl(), site.topic(topic), field);
  }

  /// The five courses with the greatest sums, by Python's Confluent client.
  public Map<String, Long> python(String field) {
    return Command.run(
            PYTHON.orElseThrow(),
            program("top_courses.py"),
            kafka(),
            site.registryUrl(),
            site.topic(topic),
            field)
        .lines()
        .map(line -> line.strip().split(" +", -1))
        .collect(Collectors.toMap(words -> words[1], words -> Long.valueOf(words[0])));
  }

  /// All courses, by kcat piped into a decoder.
  ///
  /// @param key the fields of the topic's key
  public Map<String, Long> kcat(String field, String... key) {
    Map<List<JsonNode>, JsonNode> newest = new HashMap<>();
    Command.run(
            "/bin/sh",
            "-c",
            "%s -f '%%R%%s' | %s %s %s"
                .formatted(kcat(), PYTHON.orElseThrow(), program("decode.py"), site.registryUrl()))
        .lines()
        .map(Subscribers::parsed)
        .forEach(row -> newest.put(List.of(key).stream().map(row::required).toList(), row));
    return newest.values().stream()
        .collect(
            Collectors.groupingBy(
                row -> row.required("course_key").textValue(),
                TreeMap::new,
                Collectors.summingLong(row -> row.required(field).asLong())));
  }

  /// The headers of each record, by kcat.
  public List<String> headers() {
    return Command.run("/bin/sh", "-c", kcat() + " -f '%h\\n'").lines().toList();
  }

  private String kcat() {
    return "kcat -C -b %s -t %s -o beginning -e -q -X isolation.level=read_committed"
        .formatted(kafka(), site.topic(topic));
  }

  private static JsonNode parsed(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String program(String name) {
    return PROGRAMS.resolve(name).toString();
  }

  private static String kafka() {
    return SharedKafka.broker().bootstrapServers();
  }
}
