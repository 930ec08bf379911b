package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.KeyBytes;

/// What one would write with Kafka Streams and nothing else: three tables and two derived topics.
/// It checks no message, takes the last message for the latest, and keeps nothing else.
///
/// ```
/// enrollment events ─┬▶ by learner ─▶ [enrollments] ─▶ enrollments
///                    └▶ by course  ─▶ [roster] ─▶ by course ─▶ [counts] ─▶ counts
/// ```
public final class PlainStreamsMain {

  static final String BY_LEARNER = "by-learner";
  static final String BY_COURSE = "by-course";

  private static final Serde<Enrollment> ENROLLMENT = serde(new PlainEnrollment());
  private static final Serde<PlainCounts> COUNTS = serde(new PlainCounts.Form());

  private PlainStreamsMain() {}

  /// Runs until it is stopped or killed.
  ///
  /// @param arguments the application id, the broker, the registry, the inbound topic, and a folder
  public static void main(String[] arguments) {
    String application = arguments[0];
    Path folder = Path.of(arguments[4]);
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1]);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    var decoding = Decoding.with(arguments[2]);
    var streams = new KafkaStreams(topology(application, arguments[3], decoding), properties);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static Topology topology(String application, String inbound, Decoding decoding) {
    var builder = new StreamsBuilder();
    KStream<byte[], Enrollment> events =
        builder.stream(inbound, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .mapValues(decoding::enrollment);
    KTable<Bytes, Enrollment> enrollments =
        events
            .selectKey(
                (key, payload) -> Bytes.wrap(KeyBytes.of(payload.learner(), payload.course())))
            .toTable(Named.as(BY_LEARNER), stored("enrollments", ENROLLMENT));
    KTable<Bytes, Enrollment> roster =
        events
            .selectKey(
                (key, payload) -> Bytes.wrap(KeyBytes.of(payload.course(), payload.learner())))
            .toTable(Named.as(BY_COURSE), stored("roster", ENROLLMENT));
    KTable<Bytes, PlainCounts> counts =
        roster
            .groupBy(
                (key, row) -> KeyValue.pair(Bytes.wrap(KeyBytes.of(row.course())), row),
                Grouped.with("counted", Serdes.Bytes(), ENROLLMENT))
            .aggregate(
                () -> PlainCounts.NONE,
                (course, row, sum) -> sum.with(row),
                (course, row, sum) -> sum.without(row),
                stored("counts", COUNTS));
    enrollments
        .toStream()
        .to(enrollmentsTopic(application), Produced.with(Serdes.Bytes(), ENROLLMENT));
    counts.toStream().to(countsTopic(application), Produced.with(Serdes.Bytes(), COUNTS));
    return builder.build();
  }

  /// The topics that it writes to.
  public static List<String> outputs(String application) {
    return List.of(enrollmentsTopic(application), countsTopic(application));
  }

  /// The topic of its enrollments.
  static String enrollmentsTopic(String application) {
    return application + ".enrollments.v1";
  }

  /// The topic of its counts.
  static String countsTopic(String application) {
    return application + ".course-enrollment-counts.v1";
  }

  private static <V> Materialized<Bytes, V, KeyValueStore<Bytes, byte[]>> stored(
      String name, Serde<V> values) {
    return Materialized.<Bytes, V, KeyValueStore<Bytes, byte[]>>as(name)
        .withKeySerde(Serdes.Bytes())
        .withValueSerde(values);
  }

  /// Kafka Streams hands over null where there is no row before or after.
  private static <V> Serde<V> serde(AvroForm<V> form) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : AvroBytes.plain(form, value),
        (topic, bytes) -> bytes == null ? null : read(form, bytes));
  }

  private static <V> V read(AvroForm<V> form, byte[] bytes) {
    try {
      return AvroBytes.fromPlain(form, bytes);
    } catch (DecodeException e) {
      throw new SerializationException(e);
    }
  }
}
