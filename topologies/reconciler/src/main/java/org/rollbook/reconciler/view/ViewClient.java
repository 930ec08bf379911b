package org.rollbook.reconciler.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.event.IsoTime;
import org.rollbook.reconciler.lms.ComparedTable.Routes;

/// Asks one view, as any other service does. It also takes what a view has that does not hold
/// everything yet.
public final class ViewClient implements AutoCloseable {

  /// What a view answers at most in one lookup.
  public static final int MOST_KEYS = 1_000;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final int PAGE = 1_000;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final String PROBLEM = "application/problem+json";

  private static final String MAX_STALENESS = "Rollbook-Max-Staleness";

  /// For an answer that may be as old as the view accepts by itself.
  private static final Instant WHENEVER = Instant.EPOCH;

  private static final String AS_OF = "Rollbook-As-Of";
  private static final String MIN_AS_OF = "Rollbook-Min-As-Of";
  private static final String PREFER = "Prefer";
  private static final String LENIENT = "handling=lenient";

  /// A view that is behind is waited for, but not longer than for any answer.
  private static final String WAIT = "wait=8";

  private static final String ANY_AGE = Long.toString(Duration.ofDays(100 * 365L).toSeconds());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  /// Whether passes are all that the view is fed by, as far as its answers tell. It is then as old
  /// as the last of them, which is no reason not to compare it.
  private volatile boolean withoutBus;

  /// @param base what precedes `/v1`
  public ViewClient(URI base) {
    this.base = base;
  }

  public URI base() {
    return base;
  }

  /// The digests of some buckets.
  ///
  /// @param buckets those that have rows, by number
  public record Digests(SortedMap<Long, RowsDigest> buckets, ViewFreshness freshness) {

    public RowsDigest all() {
      return buckets.values().stream().reduce(RowsDigest.NONE, RowsDigest::and);
    }
  }

  /// Whether this is the view that has these rows.
  public boolean has(Routes routes) throws IOException {
    HttpResponse<byte[]> response =
        ask(get("/v1/learners/1/%s?page_size=1".formatted(routes.rows())));
    boolean noSuchRoute =
        response.statusCode() == NOT_FOUND
            && header(response, "Content-Type").orElse("").startsWith(PROBLEM);
    if (response.statusCode() != OK && !noSuchRoute) {
      throw new ViewUnavailableException(
          base + " answers " + response.statusCode() + ": " + detail(response.body()));
    }
    return !noSuchRoute;
  }

  /// How far the view can be relied on.
  public ViewFreshness freshness() throws IOException {
    return digests(new LearnerBuckets(0, LearnerBuckets.FINEST, LearnerBuckets.FINEST), WHENEVER)
        .freshness();
  }

  /// Digests, and how far they can be relied on.
  ///
  /// @param asOf what was on the bus before this must have been applied, if there is a bus
  public Digests digests(LearnerBuckets asked, Instant asOf) throws IOException {
    String to = asked.to() == LearnerBuckets.END ? "" : "&to_learner=" + asked.to();
    HttpResponse<byte[]> response =
        answered(
            requestAsOf(
                    URI.create(
                        base
                            + "/v1/digests?bucket_size=%d&from_learner=%d%s"
                                .formatted(asked.size(), asked.from(), to)),
                    asOf)
                .GET()
                .build());
    var buckets = new TreeMap<Long, RowsDigest>();
    JSON.readTree(response.body())
        .required("buckets")
        .forEach(
            bucket ->
                buckets.put(
                    bucket.required("bucket").longValue(),
                    new RowsDigest(
                        bucket.required("count").longValue(),
                        HexFormat.fromHexDigitsToLong(bucket.required("digest").textValue()))));
    return new Digests(buckets, freshness(response));
  }

  /// The rows of keys; those that the view does not have are left out.
  ///
  /// @param asOf what was on the bus before this must have been applied, if there is a bus
  public Map<LearnerCourse, ViewRow> rows(Routes routes, List<LearnerCourse> keys, Instant asOf)
      throws IOException {
    Map<LearnerCourse, ViewRow> rows = new HashMap<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS) {
      List<LearnerCourse> some = keys.subList(from, Math.min(keys.size(), from + MOST_KEYS));
      JsonNode results = answers(lookup(routes, some, asOf), asOf);
      for (int i = 0; i < some.size(); i++) {
        JsonNode result = results.required(i);
        int status = result.required("status").intValue();
        if (status == OK) {
          rows.put(some.get(i), new ViewRow(result.required(routes.row())));
        } else if (status != NOT_FOUND) {
          throw behind(asOf);
        }
      }
    }
    return rows;
  }

  /// The answers of a lookup. It has no as-of if all keys were refused.
  private JsonNode answers(HttpRequest lookup, Instant asOf) throws IOException {
    HttpResponse<byte[]> response = ask(lookup);
    if (response.statusCode() == OK && header(response, AS_OF).isEmpty()) {
      throw behind(asOf);
    }
    return JSON.readTree(checked(response).body()).required("results");
  }

  /// All rows of a learner.
  ///
  /// @param asOf what was on the bus before this must have been applied, if there is a bus
  public Map<LearnerCourse, ViewRow> rowsOf(Routes routes, LearnerId learner, Instant asOf)
      throws IOException {
    Map<LearnerCourse, ViewRow> rows = new HashMap<>();
    Optional<URI> next =
        Optional.of(
            URI.create(
                base
                    + "/v1/learners/%d/%s?page_size=%d"
                        .formatted(learner.value(), routes.rows(), PAGE)));
    while (next.isPresent()) {
      JsonNode page = JSON.readTree(answered(requestAsOf(next.get(), asOf).GET().build()).body());
      page.required("results")
          .forEach(
              row ->
                  rows.put(
                      new LearnerCourse(
                          learner, new CourseKey(row.required("course_key").textValue())),
                      new ViewRow(row)));
      // The link is for callers outside: only its query is of use here.
      Optional<String> query =
          Optional.of(page.required("next"))
              .filter(JsonNode::isTextual)
              .map(link -> URI.create(link.textValue()).getRawQuery());
      next =
          query.map(
              parameters ->
                  URI.create(
                      base
                          + "/v1/learners/%d/%s?%s"
                              .formatted(learner.value(), routes.rows(), parameters)));
    }
    return rows;
  }

  private HttpRequest lookup(Routes routes, List<LearnerCourse> keys, Instant asOf)
      throws IOException {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode asked = body.putArray("keys");
    for (LearnerCourse key : keys) {
      asked
          .addObject()
          .put("learner_id", key.learner().value())
          .put("course_key", key.course().value());
    }
    return requestAsOf(URI.create(base + "/v1/" + routes.rows() + "/lookup"), asOf)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
        .build();
  }

  private HttpRequest get(String path) {
    return request(URI.create(base + path)).GET().build();
  }

  private ViewUnavailableException behind(Instant asOf) {
    return new ViewUnavailableException(
        "%s cannot answer for a row now, or has not applied yet what was on the bus before %s"
            .formatted(base, IsoTime.format(asOf)));
  }

  private HttpRequest.Builder requestAsOf(URI uri, Instant asOf) {
    HttpRequest.Builder request = request(uri);
    return withoutBus || asOf.equals(WHENEVER)
        ? request
        : request.setHeader(PREFER, LENIENT + ", " + WAIT).header(MIN_AS_OF, IsoTime.format(asOf));
  }

  private HttpRequest.Builder request(URI uri) {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_WITHIN)
            .header("Accept", "application/json")
            .header(PREFER, LENIENT);
    return withoutBus ? request.header(MAX_STALENESS, ANY_AGE) : request;
  }

  private HttpResponse<byte[]> answered(HttpRequest request) throws IOException {
    return checked(ask(request));
  }

  private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new ViewUnavailableException(
          "%s answers %d: %s"
              .formatted(response.request().uri(), response.statusCode(), detail(response.body())));
    }
    withoutBus = isWithoutBus(freshness(response));
    return response;
  }

  /// The response to a request; of any age if the view is fed by passes alone.
  private HttpResponse<byte[]> ask(HttpRequest request) throws IOException {
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != UNAVAILABLE || !isStale(response.body())) {
      return response;
    }
    HttpResponse<byte[]> ofAnyAge =
        send(
            HttpRequest.newBuilder(request, (name, _) -> !name.equalsIgnoreCase(MIN_AS_OF))
                .setHeader(MAX_STALENESS, ANY_AGE)
                .build());
    return ofAnyAge.statusCode() == OK && isWithoutBus(freshness(ofAnyAge)) ? ofAnyAge : response;
  }

  private static boolean isStale(byte[] problem) {
    try {
      return JSON.readTree(problem).path("type").asText("").endsWith("/stale");
    } catch (IOException notJson) {
      return false;
    }
  }

  /// A view that no topic of Open edX feeds states the time of the last pass, or 1970.
  private static boolean isWithoutBus(ViewFreshness freshness) {
    return freshness.asOf().equals(Instant.EPOCH)
        || freshness.reconciledAt().equals(Optional.of(freshness.asOf()));
  }

  private static String detail(byte[] body) {
    try {
      return JSON.readTree(body).path("detail").asText("");
    } catch (IOException notJson) {
      return "";
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("asking " + base);
    } catch (IOException failed) {
      throw new ViewUnavailableException(base + " does not answer: " + failed, failed);
    }
  }

  private static ViewFreshness freshness(HttpResponse<?> response) throws ViewUnavailableException {
    return new ViewFreshness(
        header(response, AS_OF)
            .map(IsoTime::parse)
            .orElseThrow(() -> new ViewUnavailableException("an answer without an as-of")),
        header(response, "Rollbook-Complete-Since").map(IsoTime::parse),
        header(response, "Rollbook-Reconciled-At").map(IsoTime::parse));
  }

  private static Optional<String> header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name);
  }

  @Override
  public void close() {
    http.close();
  }
}
