package org.rollbook.runtime.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.query.PeerDesk;
import org.rollbook.runtime.query.Peers;

/// What the other instances of a topology ask, on the management port: bytes there and back, 421
/// for what is not held here.
@Controller(
    value = Peers.PATH,
    port = HttpServer.MANAGEMENT_PORT,
    consumes = MediaType.APPLICATION_OCTET_STREAM,
    produces = MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class PeerController {

  private final PeerDesk desk;

  PeerController(PeerDesk desk) {
    this.desk = desk;
  }

  @Post("/rows")
  HttpResponse<?> rows(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization, @Body byte[] question) {
    return answered(authorization, () -> desk.rows(question));
  }

  @Post("/pages")
  HttpResponse<?> page(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization, @Body byte[] question) {
    return answered(authorization, () -> desk.page(question));
  }

  private HttpResponse<?> answered(@Nullable String authorization, Supplier<PeerDesk.Reply> reply) {
    return desk.knows(Optional.ofNullable(authorization))
        ? response(reply.get())
        : HttpResponse.status(HttpStatus.UNAUTHORIZED)
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rollbook-peers\"");
  }

  private static HttpResponse<?> response(PeerDesk.Reply reply) {
    return switch (reply) {
      case PeerDesk.Reply.Answer(Bytes bytes) ->
          HttpResponse.ok(bytes.get()).contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
      case PeerDesk.Reply.NotHeld(String why) -> said(HttpStatus.MISDIRECTED_REQUEST, why);
      case PeerDesk.Reply.NotUnderstood(String why) -> said(HttpStatus.BAD_REQUEST, why);
    };
  }

  private static HttpResponse<?> said(HttpStatus status, String why) {
    return HttpResponse.status(status).contentType(MediaType.TEXT_PLAIN_TYPE).body(why);
  }
}
