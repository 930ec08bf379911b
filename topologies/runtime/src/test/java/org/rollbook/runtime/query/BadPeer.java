package org.rollbook.runtime.query;

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

/// Listens on a port that stays its own when it is closed, sends the same bytes to whoever asks,
/// and hangs up or falls silent.
final class BadPeer implements AutoCloseable {

  /// Who it says that it is, unless it is told otherwise.
  static final SourceList SOURCES = new SourceList(Set.of("source"));

  static final String IDENTITY =
      PeerIdentity.of("cluster", "rollbook-words-v1", 1, SOURCES).toString();

  private static final String NAMED = name(IDENTITY);

  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Semaphore asked = new Semaphore(0);
  private final ServerSocket listening;
  private final Thread accepting;
  private volatile String says;

  /// What it does after what it sends.
  enum Then {
    HANGS_UP,
    FALLS_SILENT
  }

  private BadPeer(String says, Then then) throws IOException {
    listening = new ServerSocket(FreePort.next(), 0, InetAddress.getLoopbackAddress());
    this.says = says;
    accepting = Thread.startVirtualThread(() -> accept(then));
  }

  /// @param says a response, or a part of one
  static BadPeer that(String says, Then then) {
    try {
      return new BadPeer(says, then);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /// Answers with a status, and a body of so many bytes of which it may send fewer.
  static BadPeer answering(int status, int length, String body) {
    return that(response(status, length, body), Then.HANGS_UP);
  }

  /// A response of so many bytes, of which fewer may follow.
  static String response(int status, int length, String body) {
    return response(status, NAMED + "Connection: close\r\n", length, body);
  }

  /// The same, after which the connection is kept.
  static String kept(int status, int length, String body) {
    return response(status, NAMED, length, body);
  }

  private static String response(int status, String headers, int length, String body) {
    return "HTTP/1.1 %d Said\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, length, body);
  }

  /// Answers with all that was asked for, and the headers given instead of its identity.
  static BadPeer answering(int status, String headers, String body) {
    return that(
        response(status, headers + "Connection: close\r\n", body.length(), body), Then.HANGS_UP);
  }

  /// The header with which a peer says who it is.
  static String name(String identity) {
    return PeerIdentity.HEADER + ": " + identity + "\r\n";
  }

  /// Sends something else from now on.
  void say(String other) {
    says = other;
  }

  HostInfo address() {
    return new HostInfo("127.0.0.1", listening.getLocalPort());
  }

  /// How often it was asked since this was last called.
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
        // If who asked has gone before the end, the next one is waited for.
        listens = !listening.isClosed();
      }
    }
  }

  private void answer(Socket socket, Then then) throws IOException {
    open.add(socket);
    byte[] start = socket.getInputStream().readNBytes(1);
    asked.release(start.length);
    socket.getOutputStream().write(says.getBytes(ISO_8859_1));
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
