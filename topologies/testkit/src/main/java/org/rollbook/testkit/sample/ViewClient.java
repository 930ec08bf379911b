package org.rollbook.testkit.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.SampleReply.Failed;
import org.rollbook.testkit.sample.SampleReply.Refused;
import org.rollbook.testkit.sample.ViewJson.Page;

/// Asks any view over HTTP. Any thread.
final class ViewClient {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sender sender;

  ViewClient(Sender sender) {
    this.sender = sender;
  }

  /// A client that asks exactly the instance of the address.
  static ViewClient straight() {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    return new ViewClient(request -> http.send(request, BodyHandlers.ofString()));
  }

  /// Reads a list to its end, at the as-of of its oldest page.
  <T> SampleReply<List<T>> pages(URI first, Function<JsonNode, T> row) {
    var rows = new ArrayList<T>();
    var asOf = Instant.MAX;
    var next = Optional.of(first);
    var read = new HashSet<URI>();
    while (next.isPresent()) {
      if (!read.add(next.get())) {
        return new Failed<>(next.get() + " comes after itself");
      }
      switch (get(next.get(), body -> ViewJson.page(body, row))) {
        case Answered<Optional<Page<T>>>(var page, var pageAsOf) -> {
          page.ifPresent(answered -> rows.addAll(answered.results()));
          asOf = pageAsOf.isBefore(asOf) ? pageAsOf : asOf;
          next = page.flatMap(Page::next);
        }
        case Refused<?>(var problem) -> {
          return new Refused<>(problem);
        }
        case Failed<?>(var why) -> {
          return new Failed<>(why);
        }
      }
    }
    return new Answered<>(rows, asOf);
  }

  /// Asks for one resource, which may be absent.
  <T> SampleReply<Optional<T>> get(URI address, Function<JsonNode, T> body) {
    return send(
        HttpRequest.newBuilder(address),
        response -> {
          Optional<Instant> asOf = asOf(response);
          // A 404 without an as-of is no absence but a route that does not exist.
          return asOf.isPresent() && response.statusCode() == 404
              ? new Answered<>(Optional.empty(), asOf.get())
              : answered(response, asOf, body.andThen(Optional::of));
        });
  }

  /// Asks for many rows at once.
  ///
  /// @return at the earliest as-of if the view returns none, since it refused all rows
  <T> SampleReply<T> post(URI address, JsonNode question, Function<JsonNode, T> body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question.toString())),
        response -> answered(response, Optional.of(asOf(response).orElse(Instant.MIN)), body));
  }

  private <T> SampleReply<T> send(HttpRequest.Builder builder, Reading<T> reading) {
    HttpRequest request = builder.timeout(PATIENCE).build();
    try {
      return reading.of(sender.send(request));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return new Failed<>(request.uri() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed<>(request.uri() + ": interrupted");
    }
  }

  private static <T> SampleReply<T> answered(
      HttpResponse<String> response, Optional<Instant> asOf, Function<JsonNode, T> body)
      throws JsonProcessingException {
    int status = response.statusCode();
    if (status == 200 && asOf.isPresent()) {
      return new Answered<>(body.apply(JSON.readTree(response.body())), asOf.get());
    }
    if (status == 503) {
      return new Refused<>(response.body());
    }
    return new Failed<>(response.uri() + " answered " + status + ": " + response.body());
  }

  private static Optional<Instant> asOf(HttpResponse<?> response) {
    return response.headers().firstValue("Rollbook-As-Of").map(IsoTime::parse);
  }

  private interface Reading<T> {

    SampleReply<T> of(HttpResponse<String> response) throws JsonProcessingException;
  }
}
