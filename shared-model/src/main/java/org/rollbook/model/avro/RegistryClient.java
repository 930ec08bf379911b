package org.rollbook.model.avro;

import static java.util.function.Function.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// A registry behind Confluent's REST API: Confluent's own, Apicurio's (`/apis/ccompat/v7`),
/// Karapace, Redpanda.
///
/// An id that was once given is never asked for again, and what it stands for outlives the process.
/// So an outage stops only what is new, and a registry that has lost ids is told from one that does
/// not know an id *yet*: before anything new is believed, it is asked for an id that it must know.
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

  private final RegistryApi api;
  private final RememberedSchemas remembered;
  private final Map<Integer, SchemaLookup.Unreadable> unreadable = new ConcurrentHashMap<>();

  /// A client that remembers ids in a folder, which it makes and does not share.
  ///
  /// @throws IllegalArgumentException if the URL is no place to ask, or holds credentials
  /// @throws java.io.UncheckedIOException if the folder cannot be made or read
  public RegistryClient(URI url, Optional<RegistryCredentials> credentials, Path memory) {
    this(url, credentials, memory, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  RegistryClient(
      URI url,
      Optional<RegistryCredentials> credentials,
      Path memory,
      Duration connectTimeout,
      Duration requestTimeout) {
    this.api = new RegistryApi(url, credentials, connectTimeout, requestTimeout);
    this.remembered = new RememberedSchemas(memory);
  }

  @Override
  public SchemaLookup schema(int id) {
    Optional<Schema> known = remembered.get(id);
    if (known.isPresent()) {
      return new SchemaLookup.Known(known.get());
    }
    SchemaLookup.Unreadable bad = unreadable.get(id);
    return bad == null ? learnt(id, asked(id)) : bad;
  }

  @Override
  public SchemaLookup recheck(int id) {
    Optional<Schema> known = remembered.get(id);
    return known.isEmpty()
        ? schema(id)
        : doubt(id, known.get())
            .<SchemaLookup>map(identity())
            .orElseGet(() -> new SchemaLookup.Known(known.get()));
  }

  @Override
  public Registration register(String subject, Schema schema) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
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

  /// By which rule the registry takes or refuses the next schema of a subject, such as `BACKWARD`:
  /// the subject's own, else everybody's. None if it cannot be asked now.
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

  /// What the registry says of an id now.
  private SchemaLookup asked(int id) {
    if (id < 0) {
      // No registry gives such an id, and some answer it with something else than "unknown".
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

  private static SchemaLookup parsed(JsonNode answer) {
    // Left out where it is Avro.
    String type = answer.path("schemaType").asText("AVRO");
    return type.equals("AVRO")
        ? ForeignSchema.parse(answer.path("schema").asText())
        : new SchemaLookup.Unreadable("schema type is " + type);
  }

  private SchemaLookup learnt(int id, SchemaLookup answer) {
    return switch (answer) {
      case SchemaLookup.Known known ->
          objection(id, known.schema()).<SchemaLookup>map(identity()).orElse(known);
      case SchemaLookup.Unreadable bad -> {
        Optional<SchemaLookup.Withheld> doubt = doubt();
        if (doubt.isEmpty()) {
          unreadable.put(id, bad);
        }
        yield doubt.<SchemaLookup>map(identity()).orElse(bad);
      }
      case SchemaLookup.Unknown unknown -> doubt().<SchemaLookup>map(identity()).orElse(unknown);
      case SchemaLookup.Withheld withheld -> withheld;
    };
  }

  /// Why a new id must not be used yet: the registry has not all that it gave before, or the disk
  /// does not take it.
  private Optional<SchemaLookup.Withheld> objection(int id, Schema schema) {
    return doubt().or(() -> unremembered(id, schema));
  }

  /// Remembers what an id stands for. Used but not remembered, its loss would go unnoticed after a
  /// restart.
  private Optional<SchemaLookup.Withheld> unremembered(int id, Schema schema) {
    try {
      remembered.put(id, schema);
      return Optional.empty();
    } catch (IOException diskFailed) {
      return Optional.of(
          new SchemaLookup.Unreachable("cannot remember schema " + id + ": " + diskFailed));
    }
  }

  /// Why nothing that the registry says may be believed now, as far as one id that it must know can
  /// tell.
  private Optional<SchemaLookup.Withheld> doubt() {
    Optional<Integer> witness = remembered.greatestId();
    return witness.flatMap(id -> remembered.get(id).flatMap(known -> doubt(id, known)));
  }

  private Optional<SchemaLookup.Withheld> doubt(int id, Schema known) {
    return switch (asked(id)) {
      case SchemaLookup.Known(var now) when ForeignSchema.areAlike(now, known) -> Optional.empty();
      case SchemaLookup.Known _, SchemaLookup.Unreadable _ -> Optional.of(givenAway(id));
      case SchemaLookup.Unknown _ ->
          Optional.of(new SchemaLookup.Forgotten("the registry no longer knows schema id " + id));
      case SchemaLookup.Withheld withheld -> Optional.of(withheld);
    };
  }

  private static SchemaLookup.Forgotten givenAway(int id) {
    return new SchemaLookup.Forgotten("the registry gave schema id " + id + " to another schema");
  }

  /// Takes the registry's word for an id only if it still has the others that it gave.
  private Registration registered(int id, Schema schema) {
    Optional<Schema> before = remembered.get(id);
    Optional<SchemaLookup.Withheld> objection =
        before.isEmpty()
            ? objection(id, schema)
            : before
                .filter(known -> !ForeignSchema.areAlike(known, schema))
                .map(_ -> givenAway(id));
    return objection
        .<Registration>map(withheld -> new Registration.Unreachable(withheld.why()))
        .orElseGet(() -> new Registration.Registered(id));
  }

  /// Without the registry, the id that it once gave: a schema has the same one under any subject.
  private Registration unregistered(Schema schema, String why) {
    return remembered
        .idOf(schema)
        .<Registration>map(Registration.Registered::new)
        .orElseGet(() -> new Registration.Unreachable(why));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
