package org.rollbook.benchmark.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.write.Contender.Running;
import org.rollbook.benchmark.write.Contender.Totals;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JvmArguments;

/// What one would write with Kafka Streams and nothing else: three tables and two derived topics.
/// It checks no message, takes the last message for the latest, and keeps nothing else.
///
/// ```
/// enrollment events ─┬▶ by learner ─▶ [enrollments] ─▶ enrollments
///                    └▶ by course  ─▶ [roster] ─▶ by course ─▶ [counts] ─▶ counts
/// ```
public final class PlainStreams {

  private static final String BY_LEARNER = "by-learner";
  private static final String BY_COURSE = "by-course";

  private static final Serde<PlainEnrollment> ENROLLMENT = serde(PlainEnrollment.CODEC);
  private static final Serde<PlainCounts> COUNTS = serde(PlainCounts.CODEC);

  private PlainStreams() {}

  static Contender contender(Inbound inbound, Path folder) {
    return new Contender(
        "plain Kafka Streams",
        Aim.atLeast(1),
        run -> {
          String application = "plain-" + run;
          Path own = folder.resolve(application);
          return new Running(
              start(inbound.bus(), application, inbound.topic(), JvmArguments.AT_WORK, own),
              steps(application, inbound.topic()),
              outputs(application),
              () -> Optional.of(totals(inbound, application)),
              () -> {});
        });
  }

  /// Starts it in a process of its own.
  ///
  /// @param inbound a topic, which must have been created
  /// @param folder for log and state
  public static ChildProcess start(
      EventBus bus, String application, String inbound, List<String> jvm, Path folder) {
    for (String topic : outputs(application)) {
      bus.broker().client().createTopic(topic, Inbound.PARTITIONS);
    }
    String state = folder.resolve("state").toString();
    return bus.start(PlainStreams.class, jvm, folder, List.of(application, inbound, state));
  }

  /// The topics that it writes to: enrollments, and counts.
  public static List<String> outputs(String application) {
    return List.of(application + ".enrollments.v1", application + ".course-enrollment-counts.v1");
  }

  /// Without the topic by which counts are grouped: the number of its records is not known.
  private static List<GroupStep> steps(String application, String inbound) {
    return List.of(
        new GroupStep(application, inbound),
        new GroupStep(application, application + "-" + BY_LEARNER + "-repartition"),
        new GroupStep(application, application + "-" + BY_COURSE + "-repartition"));
  }

  private static Totals totals(Inbound inbound, String application) {
    List<String> outputs = outputs(application);
    return Totals.of(
        inbound.latest(outputs.getFirst(), PlainEnrollment.CODEC, 0),
        PlainEnrollment::active,
        inbound.latest(outputs.getLast(), PlainCounts.CODEC, 0).stream()
            .flatMap(course -> course.modes().values().stream())
            .toList());
  }

  /// Runs until it is stopped or killed.
  ///
  /// @param arguments the broker, the registry, the application id, the inbound topic, and a folder
  public static void main(String[] arguments) {
    var properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[2]);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, arguments[4]);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    var topology = topology(outputs(arguments[2]), arguments[3], new Decoding(arguments[1]));
    var streams = new KafkaStreams(topology, properties);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  private static Topology topology(List<String> outputs, String inbound, Decoding decoding) {
    var builder = new StreamsBuilder();
    KStream<byte[], PlainEnrollment> events =
        builder.stream(inbound, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .mapValues(decoding::enrollment);
    KTable<Bytes, PlainEnrollment> enrollments =
        events
            .selectKey(
                (key, payload) -> Bytes.wrap(KeyBytes.of(payload.learner(), payload.course())))
            .toTable(Named.as(BY_LEARNER), stored("enrollments", ENROLLMENT));
    KTable<Bytes, PlainEnrollment> roster =
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
    enrollments.toStream().to(outputs.getFirst(), Produced.with(Serdes.Bytes(), ENROLLMENT));
    counts.toStream().to(outputs.getLast(), Produced.with(Serdes.Bytes(), COUNTS));
    return builder.build();
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
