package org.rollbook.runtime.view.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.rollbook.model.avro.Registration;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.WrongSetting;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schemas of what we publish. They are registered before the views begin, so that no view
/// waits for the registry in the middle of a transaction.
///
/// [#register] is called once, by one thread; any thread may call the rest.
public final class PublishedSchemas implements SchemaIds {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedSchemas.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas;
  private volatile Map<String, Integer> ids = Map.of();
  private volatile Optional<String> waitingFor = Optional.empty();

  public PublishedSchemas(
      SchemaRegistry registry, List<PublishedTopic<?, ?>> topics, TopicPrefix site) {
    this(registry, bySubject(topics, site));
  }

  /// @param schemas by subject
  public PublishedSchemas(SchemaRegistry registry, Map<String, Schema> schemas) {
    this.registry = registry;
    this.schemas = Map.copyOf(schemas);
  }

  private static Map<String, Schema> bySubject(
      List<PublishedTopic<?, ?>> topics, TopicPrefix site) {
    Map<String, Schema> bySubject = new HashMap<>();
    for (PublishedTopic<?, ?> topic : topics) {
      bySubject.put(topic.keySubject(site), topic.keyCodec().schema());
      bySubject.put(topic.valueSubject(site), topic.valueCodec().schema());
    }
    return bySubject;
  }

  /// What this waits for, in words for an operator; empty if it does not wait.
  public Optional<String> waitingFor() {
    return waitingFor;
  }

  /// Returns when the registry has every schema, however long it is down.
  ///
  /// @throws WrongSetting if the registry refuses one: what we publish would not be what
  ///   subscribers were promised
  public void register() throws InterruptedException {
    Map<String, Integer> registered = new HashMap<>();
    for (Map.Entry<String, Schema> subject : schemas.entrySet()) {
      registered.put(subject.getKey(), register(subject.getKey(), subject.getValue()));
    }
    ids = Map.copyOf(registered);
    waitingFor = Optional.empty();
  }

  private int register(String subject, Schema schema) throws InterruptedException {
    for (Duration pause = FIRST_PAUSE; ; pause = next(pause)) {
      switch (registry.register(subject, schema)) {
        case Registration.Registered(int id) -> {
          return id;
        }
        case Registration.Refused(String why) ->
            throw new WrongSetting(
                "SCHEMA_REGISTRY_URL", "subject " + subject + " was refused: " + why);
        case Registration.Unreachable(String why) -> waitFor(why, pause);
      }
    }
  }

  private static Duration next(Duration pause) {
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private void waitFor(String why, Duration pause) throws InterruptedException {
    if (waitingFor.isEmpty()) {
      LOG.atInfo().addKeyValue("why", why).log("Waiting for the registry");
    }
    waitingFor = Optional.of("the registry: " + why);
    Thread.sleep(pause);
  }

  @Override
  public int of(String subject) {
    Integer id = ids.get(subject);
    if (id == null) {
      throw new IllegalStateException("subject was never registered: " + subject);
    }
    return id;
  }
}
