package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryClientTest {

  private static final String TEXT = "{\"type\":\"record\",\"name\":\"CloudEvent\",\"fields\":[]}";
  private static final Schema SCHEMA = new Schema.Parser().parse(TEXT);
  private static final Schema OTHER = Schema.create(Schema.Type.LONG);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private FakeRegistry registry;
  private RegistryClient client;

  /// The site's memory: every client with it represents one more process.
  private final RememberedSchemas memory = new RememberedSchemas();

  private final MutableTime time = new MutableTime();

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
    client = client(registry.url());
  }

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void shouldAskOnlyOnceForAKnownId() {
    registry.has(1004, TEXT);

    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));

    assertThat(registry.requests()).containsExactly("GET /apis/ccompat/v7/schemas/ids/1004");
  }

  @Test
  void shouldNotKnowAnIdThatTheRegistryDoesNotKnow() {
    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Unknown());

    registry.has(1004, TEXT);

    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldNotAskForAnIdThatNoRegistryGives() {
    assertThat(client.schema(-1)).isEqualTo(new SchemaLookup.Unknown());

    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void shouldReturnTheCompatibilityOfASubject() {
    registry.answersAlways(200, "{\"compatibilityLevel\":\"BACKWARD\"}");

    assertThat(client.compatibility("prod-topic-type.CloudEvent")).contains("BACKWARD");
    assertThat(registry.requests())
        .containsExactly("GET /apis/ccompat/v7/config/prod-topic-type.CloudEvent");
  }

  @Test
  void shouldReturnTheGlobalCompatibilityForAnUnknownSubject() {
    registry.hasCompatibility("FULL");

    assertThat(client.compatibility("prod-topic-type.CloudEvent")).contains("FULL");
  }

  @Test
  void shouldReturnNoCompatibilityIfTheRegistryReturnsNone() {
    for (int status : new int[] {200, 404, 500}) {
      registry.answersAlways(status, "{\"error_code\":1,\"message\":\"\"}");

      assertThat(client.compatibility("prod-topic-type.CloudEvent")).isEmpty();
    }
  }

  @Test
  void shouldCallEverythingElseUnreachable() {
    for (var answer :
        List.of(
            new FakeRegistry.Answer(500, "{\"error_code\":50001,\"message\":\"backend\"}"),
            new FakeRegistry.Answer(503, "<html>"),
            new FakeRegistry.Answer(404, ""),
            new FakeRegistry.Answer(404, "{\"error_code\":404,\"message\":\"no such path\"}"),
            new FakeRegistry.Answer(401, "{\"error_code\":401,\"message\":\"who\"}"),
            new FakeRegistry.Answer(302, ""),
            new FakeRegistry.Answer(200, ""),
            new FakeRegistry.Answer(200, "<html>"),
            new FakeRegistry.Answer(200, "{}"),
            new FakeRegistry.Answer(200, "{\"schema\":\"" + "x".repeat(2_000_000) + "\"}"))) {
      registry.answersAlways(answer.status(), answer.body());

      assertThat(client.schema(1004))
          .as("%s", answer.status())
          .isInstanceOf(SchemaLookup.Unreachable.class);
    }
  }

  @Test
  void shouldCallARefusedConnectionUnreachable() {
    registry.close();

    assertThat(client.schema(1004)).isInstanceOf(SchemaLookup.Unreachable.class);
    assertThat(client.register("a-value", SCHEMA)).isInstanceOf(Registration.Unreachable.class);
  }

  @Test
  void shouldNotWaitForTheRestOfAnAnswer() {
    registry.has(1004, TEXT);
    registry.getsStuck();

    var api = new RegistryApi(registry.url(), Optional.empty(), LONG, SHORT);
    try (var hasty = new RegistryClient(api, memory, LostSchemas.NONE, time)) {
      assertThat(hasty.schema(1004))
          .isEqualTo(new SchemaLookup.Unreachable("no answer within PT0.3S"));
    }
  }

  @Test
  void shouldKeepItsThreadInterrupted() {
    registry.getsStuck();
    Thread.currentThread().interrupt();

    assertThat(client.schema(1004)).isInstanceOf(SchemaLookup.Unreachable.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldReadSchemasThatJavaUsuallyRefuses() {
    registry.has(7, "{\"type\":\"record\",\"name\":\"E\",\"namespace\":\"a.b-c\",\"fields\":[]}");

    assertThat(client.schema(7)).isInstanceOf(SchemaLookup.Known.class);
    try (RegistryClient restarted = client(registry.url())) {
      registry.beginAgain();
      assertThat(restarted.schema(7)).isInstanceOf(SchemaLookup.Known.class);
    }
  }

  @Test
  void shouldReportAnInvalidSchema() {
    registry.has(7, "{\"type\":\"record\"}");

    assertThat(client.schema(7)).isInstanceOf(SchemaLookup.Unreadable.class);
    assertThat(client.schema(7)).isInstanceOf(SchemaLookup.Unreadable.class);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void shouldReportASchemaThatIsNotAvro() {
    registry.answersAlways(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");

    assertThat(client.schema(7)).isEqualTo(new SchemaLookup.Unreadable("schema type is PROTOBUF"));
  }

  /// The id's former schema is likely readable, and its messages good.
  @Test
  void shouldNotTrustUnreadableSchemasOfAResetRegistry() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();
    registry.has(7, "{\"type\":\"record\"}");

    assertThat(client.schema(7)).isInstanceOf(SchemaLookup.Forgotten.class);
    registry.has(1004, TEXT);
    registry.has(7, TEXT);
    assertThat(client.schema(7)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldGoOnWithoutARegistryAfterARestart() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.close();

    try (RegistryClient restarted = client(registry.url())) {
      assertThat(restarted.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
      assertThat(restarted.schema(1005)).isInstanceOf(SchemaLookup.Unreachable.class);
    }
  }

  @Test
  void shouldDetectAResetRegistry() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();

    assertThat(client.schema(1005))
        .isEqualTo(new SchemaLookup.Forgotten("the registry no longer knows schema id 1004"));
    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldDetectAResetRegistryAfterARestart() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();

    try (RegistryClient restarted = client(registry.url())) {
      assertThat(restarted.schema(1005)).isInstanceOf(SchemaLookup.Forgotten.class);
    }
  }

  @Test
  void shouldNotTrustNewIdsOfAResetRegistry() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();
    registry.has(1, TEXT);

    assertThat(client.schema(1)).isInstanceOf(SchemaLookup.Forgotten.class);
    registry.has(1004, TEXT);
    assertThat(client.schema(1)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldDetectAnIdThatWasGivenToAnotherSchema() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.has(1004, "\"long\"");

    assertThat(client.recheck(1004))
        .isEqualTo(
            new SchemaLookup.Forgotten("the registry gave schema id 1004 to another schema"));
    assertThat(client.schema(1005)).isInstanceOf(SchemaLookup.Forgotten.class);
  }

  @Test
  void shouldAcceptAReformattedSchema() {
    registry.has(1003, "{\"name\": \"course_key\", \"type\": \"string\"}");
    SchemaLookup known = client.schema(1003);
    registry.has(1003, "\"string\"");

    assertThat(client.recheck(1003)).isEqualTo(known);
  }

  @Test
  void shouldStayUnsureWhenTheRegistryGoesAwayWhileAsked() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.answersAlways(500, "");

    assertThat(client.schema(1005)).isInstanceOf(SchemaLookup.Unreachable.class);
    assertThat(client.recheck(1004)).isInstanceOf(SchemaLookup.Unreachable.class);
  }

  @Test
  void shouldRegisterASchema() {
    assertThat(client.register("prod-a b/c-value", SCHEMA))
        .isEqualTo(new Registration.Registered(1));

    assertThat(registry.requests())
        .containsExactly("POST /apis/ccompat/v7/subjects/prod-a%20b%2Fc-value/versions");
    assertThat(client.schema(1)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldReturnAnIdThatItOnceRegisteredWithoutARegistry() {
    client.register("a-value", SCHEMA);
    registry.close();

    try (RegistryClient restarted = client(registry.url())) {
      assertThat(restarted.register("a-value", SCHEMA)).isEqualTo(new Registration.Registered(1));
      assertThat(restarted.register("a-key", OTHER)).isInstanceOf(Registration.Unreachable.class);
    }
  }

  @Test
  void shouldReportThatARegistryRefusesASchema() {
    registry.answersAlways(409, "{\"error_code\":409,\"message\":\"incompatible\"}");

    assertThat(client.register("a-value", SCHEMA))
        .isEqualTo(new Registration.Refused("HTTP 409, error code 409: incompatible"));
  }

  @Test
  void shouldNotUseAnIdThatMeantAnotherSchema() {
    registry.has(1, TEXT);
    client.schema(1);
    registry.beginAgain();

    assertThat(client.register("a-key", OTHER)).isInstanceOf(Registration.Unreachable.class);
    assertThat(client.schema(1)).isEqualTo(new SchemaLookup.Known(SCHEMA));
  }

  @Test
  void shouldNotUseANewIdOfAResetRegistry() {
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();

    assertThat(client.register("a-key", OTHER))
        .isEqualTo(new Registration.Unreachable("the registry no longer knows schema id 1004"));
  }

  @Test
  void shouldNotUseAnIdThatItCannotRemember() {
    registry.has(1004, TEXT);
    var unwilling = new UnwillingMemory();

    try (var other = client(registry.url(), unwilling, LostSchemas.NONE)) {
      assertThat(other.schema(1004)).isInstanceOf(SchemaLookup.Unreachable.class);
      unwilling.takes = true;
      assertThat(other.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
    }
  }

  /// Processes of a site do not share a disk, but they share the schemas that they have read.
  @Test
  void shouldKnowSchemasThatOtherProcessesHaveRead() {
    try (var other = client(registry.url())) {
      registry.has(1004, TEXT);
      other.schema(1004);
    }
    registry.beginAgain();

    assertThat(client.schema(1004)).isEqualTo(new SchemaLookup.Known(SCHEMA));
    assertThat(client.schema(1005)).isInstanceOf(SchemaLookup.Forgotten.class);
  }

  /// A restore of the registry needs the ids that it would hand out.
  @Test
  void shouldRegisterNothingInAResetRegistry() {
    client.register("a-value", SCHEMA);
    registry.has(1004, TEXT);
    client.schema(1004);
    registry.beginAgain();

    try (RegistryClient restarted = client(registry.url())) {
      assertThat(restarted.register("a-value", SCHEMA)).isEqualTo(new Registration.Registered(1));
      assertThat(restarted.register("a-key", OTHER)).isInstanceOf(Registration.Unreachable.class);
    }
    assertThat(registry.requests()).filteredOn(request -> request.startsWith("POST")).hasSize(1);
  }

  /// The registry fails on one id, or its schema is larger than any of Open edX.
  @Test
  void shouldReportThatOnlyOneIdIsNotAnswered() {
    registry.has(1, TEXT);
    client.schema(1);
    registry.answers(7, 500, "{\"error_code\":50001,\"message\":\"backend\"}");
    registry.answers(8, 200, "{\"schema\":\"" + "x".repeat(300_000) + "\"}");
    registry.has(9, "\"long\"");

    assertThat(client.schema(7)).isInstanceOf(SchemaLookup.Unanswered.class);
    assertThat(client.schema(8)).isInstanceOf(SchemaLookup.Unanswered.class);
    assertThat(client.schema(9)).isEqualTo(new SchemaLookup.Known(OTHER));
  }

  @Test
  void shouldSeldomAskForAnIdThatIsNotAnswered() {
    registry.has(1, TEXT);
    client.schema(1);
    registry.answers(7, 500, "");
    for (int second = 0; second < 120; second++) {
      client.schema(7);
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(registry.requests())
        .filteredOn(request -> request.endsWith("/7"))
        .hasSizeBetween(7, 10);
    registry.answersWell();
    registry.has(7, "\"long\"");
    time.advance(Duration.ofMinutes(1));
    assertThat(client.schema(7)).isEqualTo(new SchemaLookup.Known(OTHER));
  }

  /// The registry still has one of its ids and fails on the other, which stops nothing.
  @Test
  void shouldTrustARegistryThatFailsOnOneIdThatItMustKnow() {
    registry.has(1, TEXT);
    registry.has(2, "\"long\"");
    client.schema(1);
    client.schema(2);
    registry.answers(2, 500, "");
    registry.has(3, "\"int\"");

    assertThat(client.schema(3)).isInstanceOf(SchemaLookup.Known.class);
    assertThat(client.recheck(2)).isInstanceOf(SchemaLookup.Unanswered.class);
  }

  /// The newest version was deleted for good: an operator declares its id lost, and all goes on.
  @Test
  void shouldGoOnWithoutIdsThatAreGivenUp() {
    registry.has(1, TEXT);
    registry.has(9, "\"long\"");
    client.schema(1);
    client.schema(9);
    registry.beginAgain();
    registry.has(1, TEXT);
    registry.has(10, "\"int\"");
    assertThat(client.schema(10)).isInstanceOf(SchemaLookup.Forgotten.class);

    try (var withLoss = client(registry.url(), memory, lost(9, 9))) {
      assertThat(withLoss.schema(10)).isInstanceOf(SchemaLookup.Known.class);
      assertThat(withLoss.schema(9)).isEqualTo(new SchemaLookup.Known(OTHER));
      assertThat(withLoss.register("a-value", SCHEMA)).isInstanceOf(Registration.Registered.class);
    }
  }

  @Test
  void shouldGiveUpIdsThatNobodyRemembers() {
    registry.answers(8, 500, "");

    try (var withLoss = client(registry.url(), memory, lost(7, 8))) {
      assertThat(withLoss.schema(7)).isEqualTo(new SchemaLookup.GivenUp());
      assertThat(withLoss.schema(8)).isEqualTo(new SchemaLookup.GivenUp());
    }
  }

  /// A newly created registry gives the old ids to other schemas.
  @Test
  void shouldTrustTheRegistryAboutIdsThatAreGivenUp() {
    registry.has(1, TEXT);
    client.schema(1);
    registry.has(1, "\"long\"");

    try (var withLoss = client(registry.url(), memory, lost(1, 40))) {
      assertThat(withLoss.schema(1)).isEqualTo(new SchemaLookup.Known(OTHER));
    }
    assertThat(client.schema(1)).isEqualTo(new SchemaLookup.Known(OTHER));
  }

  private static LostSchemas lost(int first, int last) {
    return new LostSchemas(List.of(new LostSchemas.Range(first, last)));
  }

  @Test
  void shouldAuthenticate() {
    var credentials = new RegistryCredentials("rollbook", "påss:word");
    var api = new RegistryApi(registry.url(), Optional.of(credentials), LONG, LONG);
    try (var known = new RegistryClient(api, memory, LostSchemas.NONE, time)) {
      known.schema(1);
    }
    client.schema(1);

    assertThat(registry.authorizations())
        .containsExactly("Basic cm9sbGJvb2s6cMOlc3M6d29yZA==", "null");
    assertThat(credentials).hasToString("RegistryCredentials[username=rollbook]");
  }

  @Test
  void shouldRefuseAnUnusableUrl() {
    assertThatIllegalArgumentException().isThrownBy(() -> client(URI.create("registry")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(URI.create("http://me:secret@registry:8081")))
        .withMessageNotContaining("secret");
  }

  private RegistryClient client(URI url) {
    return client(url, memory, LostSchemas.NONE);
  }

  private RegistryClient client(URI url, SchemaMemory site, LostSchemas lost) {
    return new RegistryClient(new RegistryApi(url, Optional.empty(), LONG, LONG), site, lost, time);
  }

  /// A memory that stores nothing until the test allows it.
  private static final class UnwillingMemory implements SchemaMemory {

    private final RememberedSchemas taken = new RememberedSchemas();
    private boolean takes;

    @Override
    public void catchUp() {}

    @Override
    public Optional<Schema> get(int id) {
      return taken.get(id);
    }

    @Override
    public Stream<Integer> ids() {
      return taken.ids();
    }

    @Override
    public Optional<Integer> idOf(Schema schema) {
      return taken.idOf(schema);
    }

    @Override
    public void put(int id, Schema schema) throws IOException {
      if (!takes) {
        throw new IOException("not now");
      }
      taken.put(id, schema);
    }
  }
}
