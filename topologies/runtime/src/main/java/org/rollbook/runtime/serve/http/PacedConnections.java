package org.rollbook.runtime.serve.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/// Makes every connection, on both ports, a [PacedConnection].
@Singleton
final class PacedConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final UnsentBytes unsent;

  PacedConnections(UnsentBytes unsent) {
    this.unsent = unsent;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(
        new NettyServerCustomizer() {
          @Override
          public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Pacing(channel, unsent) : this;
          }
        });
    return registry;
  }

  /// Adds the handlers to one connection.
  private record Pacing(Channel channel, UnsentBytes unsent) implements NettyServerCustomizer {

    @Override
    public void onStreamPipelineBuilt() {
      var connection = new PacedConnection(unsent, System::nanoTime);
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      channel.pipeline().addBefore(codec, "paced-arriving", connection.arriving());
      channel.pipeline().addAfter(codec, "paced-exchanging", connection.exchanging());
    }
  }
}
