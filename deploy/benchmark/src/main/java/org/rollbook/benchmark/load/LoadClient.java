package org.rollbook.benchmark.load;

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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/// One connection, with one request at a time.
final class LoadClient extends SimpleChannelInboundHandler<FullHttpResponse> {

  private static final int LARGEST_ANSWER = 16 << 20;

  /// The time to wait for the last answer after the end.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Significant digits of latencies.
  static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(DIGITS);
  private final CompletableFuture<Histogram> done = new CompletableFuture<>();
  private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
  private final Function<RandomGenerator, LoadRequest> questions;
  private final Times times;
  private LoadRequest asked;

  /// When the request was due, or sent if none is due at any time.
  private long begun;

  private LoadClient(Function<RandomGenerator, LoadRequest> questions, Times times) {
    this.questions = questions;
    this.times = times;
    asked = questions.apply(chance);
  }

  /// When to ask, by [System#nanoTime].
  ///
  /// @param nanosBetween the time between two requests; empty to ask again at once
  record Times(long start, OptionalLong nanosBetween, long end) {}

  /// Connects and asks until the end.
  ///
  /// @param questions all for one server
  /// @return how long each answer took, in nanoseconds
  static CompletableFuture<Histogram> asking(
      EventLoopGroup threads, Function<RandomGenerator, LoadRequest> questions, Times times) {
    var client = new LoadClient(questions, times);
    var _ =
        new Bootstrap()
            .group(threads)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(LARGEST_ANSWER),
                            client);
                  }
                })
            .connect(client.asked.address().getHost(), client.asked.address().getPort())
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    client.fail(connected.cause().toString());
                  }
                });
    return client.done.orTimeout(
        times.end() - System.nanoTime() + PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelActive(ChannelHandlerContext connection) {
    // Connections that began together would send together.
    begun = times.start() + times.nanosBetween().stream().map(chance::nextLong).sum();
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
    if (times.nanosBetween().isEmpty()) {
      begun = System.nanoTime();
    }
    var _ = connection.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext connection, FullHttpResponse answer) {
    long now = System.nanoTime();
    nanos.recordValue(now - begun);
    begun = times.nanosBetween().isPresent() ? begun + times.nanosBetween().getAsLong() : now;
    if (!answer.status().equals(HttpResponseStatus.OK)) {
      fail(answer.status() + " " + answer.content().toString(StandardCharsets.UTF_8));
      var _ = connection.close();
    } else if (begun < times.end()) {
      asked = questions.apply(chance);
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
