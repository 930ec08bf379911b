package org.rollbook.model.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A registry's Confluent-compatible REST API, one request at a time. Never throws for a fault of
/// the registry or the network.
///
/// Redirects are not followed: they would carry the credentials elsewhere, and no registry
/// redirects.
final class RegistryApi implements AutoCloseable {

  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  /// Open edX's longest schema has some 5 kB. Avro needs seconds for megabytes that are crafted to
  /// be slow.
  private static final long MAX_ANSWER_BYTES = 256 * 1024;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String base;
  private final Optional<RegistryCredentials> credentials;
  private final Duration requestTimeout;
  private final HttpClient http;

  RegistryApi(
      URI url,
      Optional<RegistryCredentials> credentials,
      Duration connectTimeout,
      Duration requestTimeout) {
    if (url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "registry URL must be absolute and without credentials, for host " + url.getHost());
    }
    this.base = url.toString().replaceFirst("/+$", "");
    this.credentials = credentials;
    this.requestTimeout = requestTimeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
  }

  RegistryReply get(String path) {
    return answer(request(path).GET().build());
  }

  RegistryReply post(String path, JsonNode body) {
    return answer(
        request(path)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", JSON + ", application/json");
    credentials.ifPresent(who -> request.header("Authorization", who.header()));
    return request;
  }

  private RegistryReply answer(HttpRequest request) {
    // Not HttpRequest.timeout: before JDK 26 it covers only the headers, and a body may hang for
    // ever.
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
    try {
      return understood(response.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return new RegistryReply.Failure("no answer within " + requestTimeout);
    } catch (ExecutionException failed) {
      return new RegistryReply.Failure(String.valueOf(failed.getCause()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new RegistryReply.Failure("interrupted while waiting for an answer");
    } finally {
      response.cancel(true);
    }
  }

  private static RegistryReply understood(HttpResponse<String> response) {
    int status = response.statusCode();
    JsonNode body;
    try {
      body = MAPPER.readTree(response.body());
    } catch (JsonProcessingException notJson) {
      return new RegistryReply.Failure("HTTP " + status + " without JSON");
    }
    if (status == 200) {
      return new RegistryReply.Content(body);
    }
    JsonNode code = body.path("error_code");
    return code.canConvertToInt()
        ? new RegistryReply.Problem(status, code.intValue(), body.path("message").asText())
        : new RegistryReply.Failure("HTTP " + status + " without an error code");
  }
}
