package org.rollbook.runtime.serve.docs;

import static org.rollbook.runtime.serve.docs.HtmlPage.escaped;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.rollbook.model.asyncapi.AvroJson;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SiteTopics;
import org.rollbook.model.topic.TopicExample;
import org.rollbook.model.topic.TopicGuide;
import org.rollbook.model.topic.TopicPrefix;

/// The page about the derived topics, for people who think of subscribing.
final class TopicsPage {

  private TopicsPage() {}

  /// @param base the part before our paths, empty or with a slash at its beginning
  static String of(SiteTopics published, String base) {
    String topics =
        published.topics().stream()
            .map(topic -> topic(topic, published.site()))
            .collect(Collectors.joining());
    return HtmlPage.of(
        "Derived topics of " + published.topology(),
        """
        <h1>Derived topics of %s</h1>
        <p>Read with <code>isolation.level=read_committed</code>, from the beginning, and keep the newest record
        of each key. Keys and values are Avro in Confluent's framing; the registry has their schemas under the
        subjects named below. For programs: <a href="%s/asyncapi.yml">asyncapi.yml</a>. To ask instead:
        <a href="%2$s/docs">the HTTP API</a>.</p>
        %s\
        """
            .formatted(escaped(published.topology()), escaped(base), topics));
  }

  private static String topic(PublishedTopic<?, ?> topic, TopicPrefix site) {
    TopicGuide<?, ?> guide = topic.guide();
    return """
    <hr>
    <h1 id="%1$s">%2$s</h1>
    <p>%3$s</p>
    <p>%4$s</p>
    <h2>When a record appears</h2><p>%5$s</p>
    <h2>When a tombstone appears</h2><p>%6$s</p>
    <h2>Use for</h2>%7$s<h2>Not for</h2>%8$s<h2>See instead</h2>%9$s\
    """
            .formatted(
                topic.name(),
                escaped(topic.nameIn(site)),
                escaped(guide.summary()),
                escaped(topic.settings().keeping()),
                escaped(guide.recordAppears()),
                escaped(guide.tombstoneAppears()),
                list(guide.useFor()),
                list(guide.notFor()),
                list(guide.seeInstead()))
        + fields("Key", topic.keySubject(site), topic.keyCodec().schema())
        + fields("Value", topic.valueSubject(site), topic.valueCodec().schema())
        + headersAndExample(topic);
  }

  private static String list(List<String> items) {
    return items.stream()
        .map(item -> "<li>" + escaped(item) + "</li>")
        .collect(Collectors.joining("", "<ul>", "</ul>\n"));
  }

  private static String fields(String title, String subject, Schema schema) {
    return "<h2>%s: subject <code>%s</code></h2>\n<dl>%s</dl>\n"
        .formatted(title, escaped(subject), rows(schema, "").collect(Collectors.joining("\n")));
  }

  /// A row for each field; the fields of an inner record follow it.
  private static Stream<String> rows(Schema schema, String path) {
    return schema.getFields().stream()
        .flatMap(
            field ->
                Stream.concat(
                    Stream.of(row(path + field.name(), typeName(field.schema()), field.doc())),
                    inner(field.schema(), path + field.name())));
  }

  private static Stream<String> inner(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> rows(schema, path + ".");
      case MAP -> inner(schema.getValueType(), path + ".*");
      case ARRAY -> inner(schema.getElementType(), path + "[]");
      case UNION -> schema.getTypes().stream().flatMap(branch -> inner(branch, path));
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> Stream.empty();
    };
  }

  private static String typeName(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> schema.getName();
      case MAP -> "map of " + typeName(schema.getValueType());
      case ARRAY -> "array of " + typeName(schema.getElementType());
      case UNION ->
          schema.getTypes().stream().map(TopicsPage::typeName).collect(Collectors.joining(" or "));
      case LONG, INT ->
          schema.getLogicalType() == null
              ? schema.getName()
              : schema.getName() + ", " + schema.getLogicalType().getName();
      case STRING, BYTES, FLOAT, DOUBLE, BOOLEAN, NULL -> schema.getName();
    };
  }

  private static <K, V> String headersAndExample(PublishedTopic<K, V> topic) {
    TopicExample<K, V> example = topic.guide().example();
    String headers =
        topic.exampleHeaders().entrySet().stream()
            .map(
                payload ->
                    row(
                        payload.getKey().wireName(),
                        payload.getValue(),
                        payload.getKey().meaning()))
            .collect(Collectors.joining("\n"));
    return """
    <h2>Headers</h2>
    <dl>%s</dl>
    <h2>Example</h2>
    <pre>%s</pre>
    <pre>%s</pre>
    """
        .formatted(
            headers,
            escaped(AvroJson.pretty(topic.keyCodec(), example.key())),
            escaped(AvroJson.pretty(topic.valueCodec(), example.value())));
  }

  private static String row(String name, String detail, String meaning) {
    return "<dt><code>%s</code> <span class=\"status\">%s</span></dt><dd>%s</dd>"
        .formatted(escaped(name), escaped(detail), escaped(meaning));
  }
}
