package org.rollbook.bridge.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewJar;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.redis.RedisProducer;
import org.rollbook.testkit.redis.RedisServer;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Web;

/// A view and the bridge at a site on the Redis event bus.
final class BridgedSite implements AutoCloseable {

  private static final Clock CLOCK = Clock.systemUTC();

  private final Deque<Runnable> parts = new ArrayDeque<>();
  private final Path folder;
  private final RedisServer redis;
  private final Site site;
  private final ViewProcess bridge;

  /// Starts all of it; the view is ready.
  ///
  /// @param topology such as `enrollments`
  /// @param options of Redis
  static BridgedSite start(String topology, Path folder, String... options) {
    assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
    return new BridgedSite(topology, folder, options);
  }

  private BridgedSite(String topology, Path folder, String... options) {
    this.folder = folder;
    redis = part(RedisServer.start(options).orElseThrow(), RedisServer::close);
    site =
        part(
            Site.start(
                topology,
                folder.resolve(topology),
                Map.of("ROLLBOOK_EVENT_BUS", "redis", "ROLLBOOK_COMPLETE_FROM", "empty")),
            Site::close);
    bridge = bridge("bridge");
    site.view().awaitReady();
    bridge.awaitReady();
  }

  private <T> T part(T started, Consumer<T> close) {
    parts.push(() -> close.accept(started));
    return started;
  }

  /// Starts an instance of the bridge.
  ViewProcess bridge(String name) {
    return part(
        ViewProcess.start(
            ViewSettings.of(
                    name,
                    ViewJar.forTestOf("redis-bridge"),
                    folder.resolve(name),
                    SharedKafka.broker().bootstrapServers(),
                    site.registryUrl())
                .with("EVENT_BUS_TOPIC_PREFIX", site.prefix().value())
                .with("ROLLBOOK_PARTITIONS", Integer.toString(Site.PARTITIONS))
                .with("ROLLBOOK_REDIS_URL", redis.url())
                .withJvmArguments(JvmArguments.SOON_READY)),
        ViewProcess::close);
  }

  /// The first instance of the bridge.
  ViewProcess bridge() {
    return bridge;
  }

  RedisServer redis() {
    return redis;
  }

  Site site() {
    return site;
  }

  /// The LMS of this site.
  RedisProducer lms(Truth truth) {
    return lms(truth, RedisProducer.MAX_LENGTH);
  }

  /// The same with a certain cap of the streams.
  RedisProducer lms(Truth truth, int maxLength) {
    return new RedisProducer(
        redis.port(), maxLength, Optional.of(site.prefix().value()), truth, CLOCK);
  }

  /// What the first instance of the bridge reports of a stream; absent if it does not bridge it.
  ///
  /// @param name without the site's prefix
  Optional<JsonNode> stream(String name) {
    try (var web = new Web(bridge.settings().port())) {
      JsonNode results = web.get("/v1/streams").json().path("results");
      return StreamSupport.stream(results.spliterator(), false)
          .filter(stream -> stream.path("stream").asText().equals(site.topic(name)))
          .findFirst();
    }
  }

  @Override
  public void close() {
    parts.forEach(Runnable::run);
  }
}
