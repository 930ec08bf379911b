package org.rollbook.benchmark.measure;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/// One connection, with one request at a time.
final class LoadClient extends SimpleChannelInboundHandler<FullHttpResponse> {

  /// Significant digits of latencies.
  static final int DIGITS = 3;

  private static final int LARGEST_ANSWER = 16 << 20;

  /// The time to wait for the last answer after the end.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Histogram nanos = new Histogram(DIGITS);
  private final CompletableFuture<Histogram> done = new CompletableFuture<>();
  private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
  private final Function<RandomGenerator, Load.Request> requests;
  private final long nanosBetween;
  private final long end;
  private Load.Request asked;

  /// When the request was due, or sent if none is due at any time, by [System#nanoTime].
  private long begun;

  private LoadClient(Function<RandomGenerator, Load.Request> requests, Load load, long start) {
    this.requests = requests;
    nanosBetween = load.nanosBetween();
    end = start + load.time().toNanos();
    asked = requests.apply(chance);
    // Connections that began together would send together.
    begun = nanosBetween == 0 ? start : start + chance.nextLong(nanosBetween);
  }

  /// Connects and asks until the end.
  ///
  /// @param requests all for one server
  /// @return how long each answer took, in nanoseconds
  static CompletableFuture<Histogram> asking(
      EventLoopGroup threads,
      Function<RandomGenerator, Load.Request> requests,
      Load load,
      long start) {
    var client = new LoadClient(requests, load, start);
    var _ =
        new Bootstrap()
            .group(threads)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    var aggregator = new HttpObjectAggregator(LARGEST_ANSWER);
                    channel.pipeline().addLast(new HttpClientCodec(), aggregator, client);
                  }
                })
            .connect(client.asked.address().getHost(), client.asked.address().getPort())
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    client.fail(connected.cause().toString());
                  }
                });
    return client.done.orTimeout(load.time().plus(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelActive(ChannelHandlerContext connection) {
    askWhenDue(connection);
  }

  private void askWhenDue(ChannelHandlerContext connection) {
    long early = begun - System.nanoTime();
    if (early > 0) {
      var _ = connection.executor().schedule(() -> ask(connection), early, TimeUnit.NANOSECONDS);
    } else {
      ask(connection);
    }
  }

  private void ask(ChannelHandlerContext connection) {
    URI address = asked.address();
    ByteBuf body = Unpooled.copiedBuffer(asked.json(), StandardCharsets.UTF_8);
    String query = address.getRawQuery();
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            body.isReadable() ? HttpMethod.POST : HttpMethod.GET,
            query == null ? address.getRawPath() : address.getRawPath() + "?" + query,
            body);
    request.headers().set(HttpHeaderNames.HOST, address.getRawAuthority());
    if (body.isReadable()) {
      request
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    if (nanosBetween == 0) {
      begun = System.nanoTime();
    }
    var _ = connection.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext connection, FullHttpResponse answer) {
    long now = System.nanoTime();
    nanos.recordValue(now - begun);
    begun = nanosBetween == 0 ? now : begun + nanosBetween;
    if (!answer.status().equals(HttpResponseStatus.OK)) {
      fail(answer.status() + " " + answer.content().toString(StandardCharsets.UTF_8));
      var _ = connection.close();
    } else if (begun < end) {
      asked = requests.apply(chance);
      askWhenDue(connection);
    } else {
      done.complete(nanos);
      var _ = connection.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
    fail(cause.toString());
    var _ = connection.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext connection) {
    fail("closed without an answer");
  }

  /// Has no effect once the client is done.
  private void fail(String why) {
    done.completeExceptionally(new IllegalStateException(asked.address() + ": " + why));
  }
}
