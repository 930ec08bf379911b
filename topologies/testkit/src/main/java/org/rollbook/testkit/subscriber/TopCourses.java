package org.rollbook.testkit.subscriber;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Adds up a field of a derived topic by course: the number of learners that a course has now is
/// the sum of `is_active` of `rollbook.enrollments.v1`. With Kafka's client, Avro's generic reader
/// and the registry's REST API; `deploy/subscribing` describes how to run this file as it is.
public final class TopCourses {

  private static final int SHOWN = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final String registry;

  private TopCourses(String registry) {
    this.registry = registry;
  }

  /// Prints the courses with the greatest sums.
  ///
  /// @param arguments bootstrap servers, the registry's URL, the topic, the field
  public static void main(String[] arguments) {
    sums(arguments[0], arguments[1], arguments[2], arguments[3]).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(course -> System.out.printf("%6d  %s%n", course.getValue(), course.getKey()));
  }

  /// Reads the topic up to where it ends now.
  ///
  /// @param field a number, or a boolean, where true counts as one
  /// @return the sums by course
  public static Map<String, Long> sums(String kafka, String registry, String topic, String field) {
    var avro = new TopCourses(registry);
    Map<GenericRecord, GenericRecord> newest = new HashMap<>();
    try (var consumer = consumer(kafka)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isBefore(ends, consumer)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          GenericRecord key = avro.read(record.key());
          if (record.value() == null) {
            newest.remove(key);
          } else {
            newest.put(key, avro.read(record.value()));
          }
        }
      }
    }
    Map<String, Long> sums = new TreeMap<>();
    for (GenericRecord row : newest.values()) {
      sums.merge(row.get("course_key").toString(), number(row.get(field)), Long::sum);
    }
    return sums;
  }

  private static long number(Object value) {
    return value instanceof Boolean is ? (is ? 1 : 0) : ((Number) value).longValue();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static boolean isBefore(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /// Confluent's framing: a zero byte, the schema's id, the Avro.
  private GenericRecord read(byte[] framed) {
    Schema schema =
        schemas.computeIfAbsent(ByteBuffer.wrap(framed).getInt(1), this::schemaOfRegistry);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Schema schemaOfRegistry(int id) {
    try {
      HttpResponse<String> reply =
          http.send(
              HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id)).build(),
              BodyHandlers.ofString());
      return new Schema.Parser()
          .parse(new ObjectMapper().readTree(reply.body()).required("schema").textValue());
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }
}
