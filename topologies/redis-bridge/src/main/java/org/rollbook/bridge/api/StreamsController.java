package org.rollbook.bridge.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.servers.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.bridge.stream.BridgeWorker;
import org.rollbook.bridge.stream.BridgeWorker.StreamState;
import org.rollbook.model.bridge.StreamPosition;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.docs.OpenApiController;

/// How far the streams have been published.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rollbook Redis bridge",
            version = "1",
            description = "Publishes the events of a Redis event bus to Kafka."),
    servers = @Server(url = OpenApiController.PUBLIC_URL))
@Controller("/v1")
final class StreamsController {

  private final BridgeWorker worker;

  StreamsController(BridgeWorker worker) {
    this.worker = worker;
  }

  /// The streams that one instance bridges.
  ///
  /// @param trouble why some stream cannot be bridged now, or null
  @Serdeable
  record Streams(List<StreamBody> results, @Nullable String trouble) {}

  /// One stream.
  ///
  /// @param stream its name, which is also the Kafka topic's
  /// @param exists whether Redis has it
  /// @param lastId the id of the entry that was published last
  /// @param unread entries that are not published yet
  /// @param readUpTo every entry that the stream held before this time is in the topic
  /// @param lost entries that were removed before they were read, of which the number is known
  /// @param lostAt when entries were last lost
  /// @param trouble why it cannot be bridged now, or null
  @Schema(name = "Stream")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record StreamBody(
      String stream,
      boolean exists,
      @Nullable String lastId,
      long unread,
      @Schema(format = "date-time") @Nullable String readUpTo,
      long lost,
      @Schema(format = "date-time") @Nullable String lostAt,
      @Nullable String trouble) {

    private static StreamBody of(StreamState state) {
      StreamProgress progress = state.progress();
      return new StreamBody(
          progress.stream(),
          progress.position().isPresent(),
          progress.position().map(StreamPosition::id).map(Object::toString).orElse(null),
          state.unread(),
          progress.readUpTo().map(IsoTime::format).orElse(null),
          progress.lost(),
          progress.lostAt().map(IsoTime::format).orElse(null),
          state.trouble().orElse(null));
    }
  }

  /// The streams that this instance bridges, by name; other instances have the others.
  @Get("/streams")
  Streams streams() {
    return new Streams(
        worker.states().stream().map(StreamBody::of).toList(), worker.trouble().orElse(null));
  }
}
