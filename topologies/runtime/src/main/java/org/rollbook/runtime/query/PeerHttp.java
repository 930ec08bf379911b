package org.rollbook.runtime.query;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.apache.kafka.common.utils.Bytes;

/// How peers are asked: over pooled connections, each read and written by the thread that asks.
/// That is a virtual one, which costs nothing while it waits, and nobody has to hand anything over
/// to it.
///
/// Follows, tries again and decodes nothing: what came back is for the [Peer] to judge.
/// Thread-safe.
final class PeerHttp implements AutoCloseable {

  /// A peer on the same network accepts within a few milliseconds, or is not there.
  private static final Timeout CONNECT_WITHIN = Timeout.ofMilliseconds(250);

  private final CloseableHttpClient client;

  /// Cuts off who takes too long. Timeouts of sockets would not do: they begin anew with each byte,
  /// and do not count while we write.
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("peer-deadlines").daemon().factory());

  /// What came back.
  record Response(int status, Bytes body) {}

  /// @param atOnce how many questions to one peer may be under way
  PeerHttp(int atOnce) {
    deadlines.setRemoveOnCancelPolicy(true);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnPerRoute(atOnce)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_WITHIN)
                            .setSocketTimeout(Timeout.DISABLED)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableConnectionState()
            .disableContentCompression()
            .disableCookieManagement()
            .disableDefaultUserAgent()
            .disableRedirectHandling()
            .build();
  }

  /// Asks, and waits for the whole answer.
  ///
  /// @param authorization what to say of ourselves
  /// @param deadline for all of it
  /// @throws IOException if there is no whole answer by then
  Response post(
      HttpHost peer,
      String path,
      Optional<String> authorization,
      byte[] question,
      Duration deadline)
      throws IOException {
    var request = new HttpPost(path);
    request.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_OCTET_STREAM));
    authorization.ifPresent(known -> request.setHeader(HttpHeaders.AUTHORIZATION, known));
    Future<?> cut = deadlines.schedule(request::cancel, deadline.toMillis(), MILLISECONDS);
    try {
      return client.execute(peer, request, PeerHttp::whole);
    } finally {
      cut.cancel(false);
    }
  }

  private static Response whole(ClassicHttpResponse response) throws IOException {
    byte[] body =
        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
    return new Response(response.getCode(), Bytes.wrap(body));
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    deadlines.shutdownNow();
  }
}
