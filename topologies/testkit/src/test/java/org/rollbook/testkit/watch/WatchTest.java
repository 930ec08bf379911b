package org.rollbook.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {

  @Test
  void shouldReportHowLongAKeyWasUnreadableAndWhy() throws InterruptedException {
    try (var instance = new FakeInstance();
        var http = HttpClient.newHttpClient();
        var balancer = new Balancer(List.of(instance.backend("i1")))) {
      await().until(() -> balancer.next(Set.of()).isPresent());
      var key = new WatchedKey(3, URI.create("http://any/v1/learners/1"));
      var watch = new Watch(key, balancer, http, Map.of(), InstantSource.system());
      Thread watching = Thread.startVirtualThread(watch);
      await().until(() -> !instance.asked().isEmpty());
      assertThat(watch.longest()).isEqualTo(Outage.NONE);

      instance.end();
      await().until(() -> !watch.longest().equals(Outage.NONE));
      watch.stop();
      watching.join();

      assertThat(watch.longest().key()).isEqualTo("/v1/learners/1 (partition 3)");
      assertThat(watch.longest().lasted()).isPositive();
      assertThat(watch.longest().story())
          .isNotEmpty()
          .allSatisfy(
              refused -> {
                assertThat(refused.instance()).isEqualTo("nobody");
                assertThat(refused.why()).startsWith("no instance is ready; i1: ");
              })
          .first()
          .asString()
          .startsWith("+0 ms nobody: no instance is ready; i1: ");
    }
  }

  @Test
  void shouldReportTheGreatestAgeOfTheNewestAnswer() throws InterruptedException {
    try (var instance = new FakeInstance();
        var http = HttpClient.newHttpClient();
        var balancer = new Balancer(List.of(instance.backend("i1")))) {
      await().until(() -> balancer.next(Set.of()).isPresent());
      Instant now = FakeInstance.AS_OF.plusSeconds(7);
      var key = new WatchedKey(3, URI.create("http://any/v1/learners/1"));
      var watch = new Watch(key, balancer, http, Map.of(), () -> now);

      Thread watching = Thread.startVirtualThread(watch);
      await().until(() -> watch.newestAsOf().isPresent());
      watch.stop();
      watching.join();

      assertThat(watch.newestAsOf()).contains(FakeInstance.AS_OF);
      assertThat(watch.longestGap()).isEqualTo(Duration.ofSeconds(7));
    }
  }
}
