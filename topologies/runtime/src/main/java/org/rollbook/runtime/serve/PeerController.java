package org.rollbook.runtime.serve;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.PeerEndpoint;
import org.rollbook.runtime.serve.query.PeerEndpoint.Asker;
import org.rollbook.runtime.serve.query.PeerIdentity;
import org.rollbook.runtime.serve.query.Peers;
import org.rollbook.runtime.serve.question.BodyMemory;
import org.rollbook.runtime.serve.question.BoundedBody;

/// What the other instances of a topology ask, on the management port: bytes there and back, and
/// 421 for a partition that is not here or an asker that means another instance than this one.
@Requires(beans = PeerEndpoint.class)
@Controller(
    value = Peers.PATH,
    port = HttpSettings.MANAGEMENT_PORT,
    consumes = MediaType.APPLICATION_OCTET_STREAM,
    produces = MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class PeerController {

  private final PeerEndpoint endpoint;

  PeerController(PeerEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Post("/rows")
  HttpResponse<?> rows(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable @Header(PeerIdentity.HEADER) String identity,
      BoundedBody question) {
    return answered(question, () -> endpoint.rows(asker(authorization, identity), question::bytes));
  }

  @Post("/pages")
  HttpResponse<?> page(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable @Header(PeerIdentity.HEADER) String identity,
      BoundedBody question) {
    return answered(question, () -> endpoint.page(asker(authorization, identity), question::bytes));
  }

  @Post("/buckets")
  HttpResponse<?> buckets(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable @Header(PeerIdentity.HEADER) String identity,
      BoundedBody question) {
    return answered(
        question, () -> endpoint.buckets(asker(authorization, identity), question::bytes));
  }

  /// Asks the peer endpoint.
  private interface Asking {
    PeerEndpoint.Reply reply() throws IOException;
  }

  private HttpResponse<?> answered(BoundedBody question, Asking asking) {
    try (question) {
      return response(asking.reply());
    } catch (BodyMemory.OverloadedException full) {
      return response(PeerEndpoint.overloaded(String.valueOf(full.getMessage())));
    } catch (IOException cutOff) {
      throw BoundedBody.unreadable(cutOff);
    }
  }

  private static Asker asker(@Nullable String authorization, @Nullable String identity) {
    return new Asker(Optional.ofNullable(authorization), Optional.ofNullable(identity));
  }

  private HttpResponse<?> response(PeerEndpoint.Reply reply) {
    return switch (reply) {
      case PeerEndpoint.Reply.Answer(Bytes bytes) ->
          named(HttpResponse.ok(bytes.get()).contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE));
      case PeerEndpoint.Reply.NotHere(String why) ->
          named(payload(HttpStatus.MISDIRECTED_REQUEST, why));
      case PeerEndpoint.Reply.NotUnderstood(String why) ->
          named(payload(HttpStatus.BAD_REQUEST, why));
      case PeerEndpoint.Reply.Starting() -> payload(HttpStatus.SERVICE_UNAVAILABLE, "starting");
      case PeerEndpoint.Reply.Unauthorized() ->
          HttpResponse.status(HttpStatus.UNAUTHORIZED)
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rollbook-peers\"");
    };
  }

  private HttpResponse<?> named(MutableHttpResponse<?> response) {
    endpoint.identity().ifPresent(ours -> response.header(PeerIdentity.HEADER, ours));
    return response;
  }

  private static MutableHttpResponse<?> payload(HttpStatus status, String why) {
    return HttpResponse.status(status).contentType(MediaType.TEXT_PLAIN_TYPE).body(why);
  }
}
