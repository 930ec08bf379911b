package org.rollbook.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final FakeInstance first = new FakeInstance();
  private final FakeInstance second = new FakeInstance();
  private final Backend firstBackend = first.backend("i1");
  private final Backend secondBackend = second.backend("i2");
  private final Balancer balancer = new Balancer(List.of(firstBackend, secondBackend));
  private final HttpClient http = HttpClient.newHttpClient();
  private final Conversation conversation = conversation(AnswerTimeout.withOneTry(LONG));

  @BeforeEach
  void awaitBoth() {
    await().until(() -> balancer.next(Set.of(firstBackend)).isPresent());
    await().until(() -> balancer.next(Set.of(secondBackend)).isPresent());
  }

  @AfterEach
  void stop() {
    balancer.close();
    http.close();
    first.close();
    second.close();
  }

  @Test
  void shouldAskInstancesInRotationWhateverTheHost() throws Exception {
    for (int page = 1; page <= 4; page++) {
      send("http://elsewhere:9/list?page=" + page);
    }

    assertThat(first.asked()).hasSize(2);
    assertThat(second.asked())
        .hasSize(2)
        .allMatch(asked -> asked.matches("/list\\?page=\\d .wait=5."));
  }

  @Test
  void shouldSkipAnInstanceThatIsDown() throws Exception {
    first.end();

    for (int page = 1; page <= 4; page++) {
      send("http://any/list?page=" + page);
    }

    assertThat(second.asked()).hasSize(4);
    assertThat(conversation.exchanges()).extracting(Exchange::instance).containsOnly("i2");
  }

  @Test
  void shouldFailIfAnInstanceThatIsNotDownRefusesConnections() {
    first.fallSilent();
    second.fallSilent();

    assertThatThrownBy(() -> send("http://any/list")).isInstanceOf(IOException.class);

    assertThat(conversation.exchanges())
        .singleElement()
        .satisfies(exchange -> assertThat(exchange.status()).isEmpty());
  }

  @Test
  void shouldAskAnotherInstanceIfOneDoesNotAnswerInTime() throws Exception {
    first.hang();
    var hurried = conversation(new AnswerTimeout(SHORT, LONG));

    send(hurried, "http://any/list?page=1");
    send(hurried, "http://any/list?page=2");

    assertThat(second.asked()).hasSize(2);
    assertThat(hurried.exchanges())
        .filteredOn(exchange -> exchange.status().isEmpty())
        .isNotEmpty()
        .extracting(Exchange::instance)
        .containsOnly("i1");
  }

  @Test
  void shouldGiveUpAfterTheCallersTimeout() {
    first.hang();
    second.hang();
    var hurried = conversation(new AnswerTimeout(SHORT, SHORT.multipliedBy(2)));

    assertThatThrownBy(() -> send(hurried, "http://any/list")).isInstanceOf(IOException.class);

    assertThat(hurried.exchanges()).allMatch(exchange -> exchange.status().isEmpty());
  }

  @Test
  void shouldReportThatNoInstanceIsReady() {
    first.end();
    second.end();

    assertThatThrownBy(() -> send("http://any/list"))
        .hasMessageMatching("no instance is ready; i1: .+; i2: .+");

    assertThat(conversation.exchanges()).extracting(Exchange::instance).containsExactly("nobody");
  }

  private Conversation conversation(AnswerTimeout timeout) {
    return new Conversation(
        balancer, http, Map.of("Prefer", "wait=5"), timeout, InstantSource.system());
  }

  private void send(String address) throws IOException, InterruptedException {
    send(conversation, address);
  }

  private static void send(Conversation conversation, String address)
      throws IOException, InterruptedException {
    conversation.send(HttpRequest.newBuilder(URI.create(address)).build());
  }
}
