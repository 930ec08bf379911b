package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.testkit.FreePort;

/// Listens on a port that nobody else takes after it is closed, sends the same bytes to every
/// asker, and hangs up or falls silent.
final class BadPeer implements AutoCloseable {

  /// A part of the identity that it names by default.
  static final SourceList SOURCES = new SourceList(Set.of("source"));

  static final String IDENTITY =
      PeerIdentity.of("cluster", "rollbook-words-v1", 1, SOURCES).toString();

  private static final String NAMED = name(IDENTITY);

  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Semaphore asked = new Semaphore(0);
  private final ServerSocket listening;
  private final Thread accepting;
  private volatile String response;

  /// What it does after it has sent its response.
  enum Then {
    HANGS_UP,
    FALLS_SILENT
  }

  private BadPeer(String response, Then then) throws IOException {
    listening = new ServerSocket(FreePort.next(), 0, InetAddress.getLoopbackAddress());
    this.response = response;
    accepting = Thread.startVirtualThread(() -> accept(then));
  }

  /// @param response a response, or a part of one
  static BadPeer that(String response, Then then) {
    try {
      return new BadPeer(response, then);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /// Answers with a status, and a body of the given length of which it may send fewer bytes.
  static BadPeer answering(int status, int length, String body) {
    return that(response(status, length, body), Then.HANGS_UP);
  }

  /// A response with a body of the given length, of which fewer bytes may follow.
  static String response(int status, int length, String body) {
    return response(status, NAMED + "Connection: close\r\n", length, body);
  }

  /// The same, after which the connection stays open.
  static String kept(int status, int length, String body) {
    return response(status, NAMED, length, body);
  }

  private static String response(int status, String headers, int length, String body) {
    return "HTTP/1.1 %d Status\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, length, body);
  }

  /// Answers with a whole body, and the given headers instead of its identity.
  static BadPeer answering(int status, String headers, String body) {
    return that(
        response(status, headers + "Connection: close\r\n", body.length(), body), Then.HANGS_UP);
  }

  /// The header with which a peer names its identity.
  static String name(String identity) {
    return PeerIdentity.HEADER + ": " + identity + "\r\n";
  }

  /// Sends another response from now on.
  void answerWith(String other) {
    response = other;
  }

  HostInfo address() {
    return new HostInfo("127.0.0.1", listening.getLocalPort());
  }

  /// How often it was asked since the last call.
  int timesAsked() {
    return asked.drainPermits();
  }

  void awaitAsked() {
    asked.acquireUninterruptibly();
  }

  private void accept(Then then) {
    boolean listens = true;
    while (listens) {
      try {
        answer(listening.accept(), then);
      } catch (IOException closedOrGone) {
        // If the asker has gone before the end, the next one is accepted.
        listens = !listening.isClosed();
      }
    }
  }

  private void answer(Socket socket, Then then) throws IOException {
    open.add(socket);
    byte[] start = socket.getInputStream().readNBytes(1);
    asked.release(start.length);
    socket.getOutputStream().write(response.getBytes(ISO_8859_1));
    if (then == Then.HANGS_UP) {
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      socket.close();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
      accepting.join();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
