package org.rollbook.bridge.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.bridge.publish.KeyFields;
import org.rollbook.bridge.redis.RedisAddress;
import org.rollbook.model.EventType;
import org.rollbook.model.openedx.WriterSchema;
import org.rollbook.model.openedx.WriterSchemas;
import org.rollbook.runtime.settings.Environment;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;

/// The settings of the bridge.
///
/// @param common to all deployables; the topics of Open edX are also the names of the streams
/// @param keys where the keys of events are
/// @param maxLength the length to which Open edX's producers cap the streams
///   (`EVENT_BUS_REDIS_STREAM_MAX_LEN`); only to tell how soon it is reached
public record BridgeSettings(Settings common, RedisAddress redis, KeyFields keys, int maxLength) {

  private static final String URL = "ROLLBOOK_REDIS_URL";
  private static final String KEY_FIELDS = "ROLLBOOK_REDIS_KEY_FIELDS";

  private static final int PORT = 8108;

  /// The streams of the events that the topologies read, with the LMS's own settings or those that
  /// we recommend.
  private static final List<String> STREAMS =
      List.of(
          "learning-course-enrollment-lifecycle",
          "course-unenrollment-lifecycle",
          "learning-course-grade-lifecycle",
          "learning-badges-lifecycle",
          "analytics",
          "learning-certificate-lifecycle",
          "course-catalog-info-changed",
          "learning-student-registration");

  /// Reads the environment.
  ///
  /// @param hostName of this machine
  /// @throws WrongSetting naming the first variable with an invalid value
  public static BridgeSettings from(Map<String, String> variables, String hostName) {
    var environment = new Environment(variables);
    return new BridgeSettings(
        Settings.from(variables, "redis-bridge", 1, PORT, STREAMS, hostName),
        redis(environment),
        keys(environment),
        environment.whole("ROLLBOOK_REDIS_MAX_LENGTH", 10_000, 1, Integer.MAX_VALUE));
  }

  private static RedisAddress redis(Environment environment) {
    try {
      return RedisAddress.of(environment.text(URL, "redis://localhost:6379/0"));
    } catch (IllegalArgumentException wrong) {
      throw new WrongSetting(URL, String.valueOf(wrong.getMessage()));
    }
  }

  /// `<event type>=<event_key_field>`, with commas between several.
  private static KeyFields keys(Environment environment) {
    var configured = new HashMap<EventType, List<String>>();
    environment.text(KEY_FIELDS).map(text -> text.split(",")).stream()
        .flatMap(Stream::of)
        .map(String::strip)
        .filter(pair -> !pair.isEmpty())
        .forEach(pair -> put(pair, configured));
    return new KeyFields(configured);
  }

  private static void put(String pair, Map<EventType, List<String>> configured) {
    String[] parts = pair.split("=", 2);
    WriterSchema writer =
        WriterSchemas.of(new EventType(parts[0].strip()))
            .orElseThrow(
                () -> new WrongSetting(KEY_FIELDS, "no event type that we know: " + parts[0]));
    List<String> path = parts.length < 2 ? List.of() : List.of(parts[1].strip().split("\\."));
    if (path.isEmpty() || !KeyFields.isText(writer, path)) {
      throw new WrongSetting(
          KEY_FIELDS, "must be <event type>=<field.of.the.event>, and the field a text: " + pair);
    }
    configured.put(writer.type(), path);
  }
}
