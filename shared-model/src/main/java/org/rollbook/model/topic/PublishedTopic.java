package org.rollbook.model.topic;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

/// A derived topic: its records, their codecs, and their partitions.
///
/// @param <K> the key of a record
/// @param <V> the value of a record
/// @param topology the publisher, such as `enrollments`
/// @param name without a site's prefix; ends in the major version
/// @param guide for people who consider subscribing
/// @param firstPart the part of a key that decides the partition
public record PublishedTopic<K, V>(
    String topology,
    String name,
    TopicGuide<K, V> guide,
    AvroCodec<K> keyCodec,
    AvroCodec<V> valueCodec,
    Function<K, byte[]> firstPart,
    TopicSettings settings) {

  /// A topic with one key for each learner in a course, partitioned by learner.
  public static <V> PublishedTopic<LearnerCourse, V> ofLearnersInCourses(
      String topology, String name, TopicGuide<LearnerCourse, V> guide, AvroCodec<V> valueCodec) {
    return new PublishedTopic<>(
        topology,
        name,
        guide,
        KeyCodecs.LEARNER_COURSE.describedBy(keySchema(name)),
        valueCodec,
        key -> KeyBytes.of(key.learner()),
        TopicSettings.DERIVED);
  }

  /// A topic with one key for each course.
  public static <V> PublishedTopic<CourseKey, V> ofCourses(
      String topology, String name, TopicGuide<CourseKey, V> guide, AvroCodec<V> valueCodec) {
    return new PublishedTopic<>(
        topology,
        name,
        guide,
        KeyCodecs.COURSE_ALONE.describedBy(keySchema(name)),
        valueCodec,
        KeyBytes::of,
        TopicSettings.DERIVED);
  }

  private static Schema keySchema(String name) {
    return SchemaResource.of(PublishedTopic.class, "/avro/" + name + "-key.avsc");
  }

  public String nameIn(TopicPrefix site) {
    return site.join(name);
  }

  /// The registry's subject of the keys.
  public String keySubject(TopicPrefix site) {
    return nameIn(site) + "-key";
  }

  /// The registry's subject of the values.
  public String valueSubject(TopicPrefix site) {
    return nameIn(site) + "-value";
  }

  /// The partition of a key, by the one partitioner.
  public int partition(K key, int partitions) {
    return Partitions.of(firstPart.apply(key), partitions);
  }

  /// The value of each header on the guide's example.
  public Map<PublishedHeader, String> exampleHeaders() {
    TopicExample<K, V> example = guide.example();
    byte[] key = AvroBytes.plain(keyCodec, example.key());
    byte[] value = AvroBytes.plain(valueCodec, example.value());
    var headers = new EnumMap<PublishedHeader, String>(PublishedHeader.class);
    for (PublishedHeader header : PublishedHeader.values()) {
      headers.put(header, header.on(this, key, value, example.cause()));
    }
    return headers;
  }

  /// The `ce_type` of our records.
  public String eventType() {
    return "org." + name;
  }

  /// The `ce_source` of our records.
  public String source() {
    return "rollbook/" + topology;
  }
}
