package org.rollbook.model.avro;

import static java.util.function.Function.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// A registry behind Confluent's REST API: Confluent's own, Apicurio's (`/apis/ccompat/v7`),
/// Karapace, Redpanda.
///
/// The client never asks again for an id that the registry once returned, and the id's schema
/// outlives the process. So an outage stops only new ids. The client distinguishes a registry that
/// has lost ids from one that does not know an id *yet*: before it trusts a new answer, or
/// registers a schema, it asks the registry for an id that the registry must know.
///
/// Ids that an operator declared lost are no evidence, and are asked for again now and then: the
/// registry's answer about them counts, and if it has none, the remembered schema.
///
/// Safe for many threads; two that need the same new id may both ask.
public final class RegistryClient implements SchemaRegistry, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  /// "Schema not found", the same in all four. Their 404 for a wrong path has another code or none.
  private static final int UNKNOWN_ID = 40403;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  /// How many ids are asked for at most to find out whether the registry still has its ids: it may
  /// fail on one of them, and each request may take the whole request timeout.
  private static final int WITNESSES = 2;

  private final RegistryApi api;
  private final SchemaMemory memory;
  private final LostSchemas lost;
  private final RecentAnswers recent;

  /// @throws IllegalArgumentException if the URL is not absolute, or contains credentials
  public RegistryClient(
      URI url,
      Optional<RegistryCredentials> credentials,
      SchemaMemory memory,
      LostSchemas lost,
      InstantSource clock) {
    this(new RegistryApi(url, credentials, CONNECT_TIMEOUT, REQUEST_TIMEOUT), memory, lost, clock);
  }

  RegistryClient(RegistryApi api, SchemaMemory memory, LostSchemas lost, InstantSource clock) {
    this.api = api;
    this.memory = memory;
    this.lost = lost;
    this.recent = new RecentAnswers(clock);
  }

  @Override
  public SchemaLookup schema(int id) {
    Optional<Schema> known = trusted(id);
    return known.isPresent()
        ? new SchemaLookup.Known(known.get())
        : recent.of(id).orElseGet(() -> afresh(id));
  }

  @Override
  public SchemaLookup recheck(int id) {
    Optional<Schema> known = trusted(id);
    return known.isPresent() ? rechecked(id, known.get()) : afresh(id);
  }

  /// The remembered schema of an id, unless the id was declared lost.
  private Optional<Schema> trusted(int id) {
    return lost.contains(id) ? Optional.empty() : memory.get(id);
  }

  private SchemaLookup rechecked(int id, Schema known) {
    return switch (asked(id)) {
      case SchemaLookup.Unreachable(var why) -> unansweredOrUnreachable(id, why);
      case SchemaLookup.Answer answer ->
          orObjection(new SchemaLookup.Known(known), contradiction(id, known, answer));
    };
  }

  @Override
  public Registration register(String subject, Schema schema) {
    return register(subject, schema.toString(), schema);
  }

  /// The same for a schema in another program's spelling: a registry may give different ids to
  /// different spellings.
  public Registration registerAsSpelled(String subject, String text) {
    return register(subject, text, new Schema.Parser().parse(text));
  }

  private Registration register(String subject, String text, Schema schema) {
    Optional<SchemaLookup.Withheld> doubt = behind().or(this::doubt);
    if (doubt.isPresent()) {
      return unregistered(schema, doubt.get().why());
    }
    JsonNode body = JsonNodeFactory.instance.objectNode().put("schema", text);
    return switch (api.post("/subjects/" + encoded(subject) + "/versions", body)) {
      case RegistryReply.Content(var answer) when answer.path("id").canConvertToInt() ->
          registered(answer.path("id").intValue(), schema);
      case RegistryReply.Problem problem
          when problem.status() == CONFLICT || problem.status() == UNPROCESSABLE ->
          new Registration.Refused(problem.why());
      case RegistryReply.Content _ -> unregistered(schema, "an answer without an id");
      case RegistryReply.Problem problem -> unregistered(schema, problem.why());
      case RegistryReply.Failure(var why) -> unregistered(schema, why);
    };
  }

  /// The compatibility rule by which the registry accepts or refuses the next schema of a subject,
  /// such as `BACKWARD`: the subject's own, else the global one. Empty if the registry does not
  /// answer now.
  public Optional<String> compatibility(String subject) {
    return switch (api.get("/config/" + encoded(subject) + "?defaultToGlobal=true")) {
      case RegistryReply.Content(var answer) -> compatibility(answer);
      case RegistryReply.Problem problem when problem.status() == NOT_FOUND ->
          api.get("/config") instanceof RegistryReply.Content(var answer)
              ? compatibility(answer)
              : Optional.empty();
      case RegistryReply.Problem _, RegistryReply.Failure _ -> Optional.empty();
    };
  }

  private static Optional<String> compatibility(JsonNode answer) {
    return Optional.of(answer.path("compatibilityLevel"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  @Override
  public void close() {
    api.close();
  }

  /// The schema of an id as other processes of the site know it, or else as the registry answers
  /// now.
  private SchemaLookup afresh(int id) {
    Optional<SchemaLookup.Withheld> behind = behind();
    if (behind.isPresent()) {
      return behind.get();
    }
    if (lost.contains(id)) {
      return recent.keep(id, ofLost(id));
    }
    return memory
        .get(id)
        .<SchemaLookup>map(SchemaLookup.Known::new)
        .orElseGet(() -> kept(id, learnt(id, asked(id))));
  }

  /// Why the site's remembered schemas cannot be read now, if so.
  private Optional<SchemaLookup.Withheld> behind() {
    try {
      memory.catchUp();
      return Optional.empty();
    } catch (IOException notNow) {
      return Optional.of(
          new SchemaLookup.Unreachable(
              "the site's schemas cannot be read: " + notNow.getMessage()));
    }
  }

  /// The registry's answer about an id now.
  private SchemaLookup.Answer asked(int id) {
    if (id < 0) {
      // No registry gives such an id, and some do not answer "unknown" for it.
      return new SchemaLookup.Unknown();
    }
    return switch (api.get("/schemas/ids/" + id)) {
      case RegistryReply.Content(var answer) when answer.path("schema").isTextual() ->
          parsed(answer);
      case RegistryReply.Content _ -> new SchemaLookup.Unreachable("an answer without a schema");
      case RegistryReply.Problem(_, var code, _) when code == UNKNOWN_ID ->
          new SchemaLookup.Unknown();
      case RegistryReply.Problem problem -> new SchemaLookup.Unreachable(problem.why());
      case RegistryReply.Failure(var why) -> new SchemaLookup.Unreachable(why);
    };
  }

  private static SchemaLookup.Answer parsed(JsonNode answer) {
    // Left out if it is Avro.
    String type = answer.path("schemaType").asText("AVRO");
    return type.equals("AVRO")
        ? ForeignSchema.parse(answer.path("schema").asText())
        : new SchemaLookup.Unreadable("schema type is " + type);
  }

  private SchemaLookup learnt(int id, SchemaLookup.Answer answer) {
    return switch (answer) {
      case SchemaLookup.Known known -> orObjection(known, objection(id, known.schema()));
      case SchemaLookup.Unreadable _, SchemaLookup.Unknown _ -> orObjection(answer, doubt());
      case SchemaLookup.Unreachable(var why) -> unansweredOrUnreachable(id, why);
    };
  }

  private static SchemaLookup orObjection(
      SchemaLookup answer, Optional<SchemaLookup.Withheld> objection) {
    return objection.<SchemaLookup>map(identity()).orElse(answer);
  }

  /// A registry that still answers for another id fails on this one only.
  private SchemaLookup unansweredOrUnreachable(int id, String why) {
    return witnesses()
            .filter(witness -> witness != id)
            .anyMatch(witness -> contradiction(witness).isEmpty())
        ? new SchemaLookup.Unanswered(why)
        : new SchemaLookup.Unreachable(why);
  }

  /// Remembers for a while an answer that is unlikely to change soon, to spare the registry.
  private SchemaLookup kept(int id, SchemaLookup answer) {
    return switch (answer) {
      case SchemaLookup.Unreadable _, SchemaLookup.Unanswered _ -> recent.keep(id, answer);
      case SchemaLookup.Known _,
          SchemaLookup.Unknown _,
          SchemaLookup.GivenUp _,
          SchemaLookup.Withheld _ -> {
        recent.forget(id);
        yield answer;
      }
    };
  }

  /// The answer about an id that was declared lost. If the registry has it again, its answer
  /// counts; it may be another schema now.
  private SchemaLookup ofLost(int id) {
    return switch (asked(id)) {
      case SchemaLookup.Known known when isRemembered(id, known.schema()) -> known;
      case SchemaLookup.Known known -> orObjection(known, unremembered(id, known.schema()));
      case SchemaLookup.Unreadable bad -> bad;
      case SchemaLookup.Unknown _, SchemaLookup.Unreachable _ ->
          memory
              .get(id)
              .<SchemaLookup>map(SchemaLookup.Known::new)
              .orElseGet(SchemaLookup.GivenUp::new);
    };
  }

  private boolean isRemembered(int id, Schema schema) {
    return memory.get(id).filter(known -> ForeignSchema.areAlike(known, schema)).isPresent();
  }

  /// Why a new id must not be used yet: the registry has lost ids, or the new id cannot be
  /// remembered.
  private Optional<SchemaLookup.Withheld> objection(int id, Schema schema) {
    return doubt().or(() -> unremembered(id, schema));
  }

  /// Remembers the schema of an id. If an id were used but not remembered, nobody would notice its
  /// loss.
  private Optional<SchemaLookup.Withheld> unremembered(int id, Schema schema) {
    try {
      memory.put(id, schema);
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(
          new SchemaLookup.Unreachable(
              "schema id " + id + " cannot be remembered: " + failed.getMessage()));
    }
  }

  /// Why no answer of the registry may be trusted now, judged by its answers about ids that it must
  /// know.
  private Optional<SchemaLookup.Withheld> doubt() {
    Optional<SchemaLookup.Withheld> doubt = Optional.empty();
    for (int witness : witnesses().toList()) {
      doubt = contradiction(witness);
      if (doubt.filter(SchemaLookup.Unreachable.class::isInstance).isEmpty()) {
        return doubt;
      }
    }
    return doubt;
  }

  /// The greatest ids: a registry that was reset hands out small ids first, so it would reach these
  /// last.
  private Stream<Integer> witnesses() {
    return memory.ids().filter(id -> !lost.contains(id)).limit(WITNESSES);
  }

  /// Evidence that the registry no longer has the schema that we know for an id, if any.
  private Optional<SchemaLookup.Withheld> contradiction(int id) {
    return memory.get(id).flatMap(known -> contradiction(id, known, asked(id)));
  }

  private static Optional<SchemaLookup.Withheld> contradiction(
      int id, Schema known, SchemaLookup.Answer answer) {
    return switch (answer) {
      case SchemaLookup.Known(var now) when ForeignSchema.areAlike(now, known) -> Optional.empty();
      case SchemaLookup.Known _, SchemaLookup.Unreadable _ -> Optional.of(givenAway(id));
      case SchemaLookup.Unknown _ ->
          Optional.of(new SchemaLookup.Forgotten("the registry no longer knows schema id " + id));
      case SchemaLookup.Unreachable unreachable -> Optional.of(unreachable);
    };
  }

  private static SchemaLookup.Forgotten givenAway(int id) {
    return new SchemaLookup.Forgotten("the registry gave schema id " + id + " to another schema");
  }

  /// Accepts the id that the registry returned, unless that id meant another schema.
  private Registration registered(int id, Schema schema) {
    Optional<SchemaLookup.Withheld> objection =
        isRemembered(id, schema)
            ? Optional.empty()
            : lost.contains(id) || memory.get(id).isEmpty()
                ? unremembered(id, schema)
                : Optional.of(givenAway(id));
    return objection
        .<Registration>map(withheld -> new Registration.Unreachable(withheld.why()))
        .orElseGet(() -> new Registration.Registered(id));
  }

  /// The id that the registry once gave, without asking it: a schema has the same id under any
  /// subject.
  private Registration unregistered(Schema schema, String why) {
    return memory
        .idOf(schema)
        .filter(id -> !lost.contains(id))
        .<Registration>map(Registration.Registered::new)
        .orElseGet(() -> new Registration.Unreachable(why));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
