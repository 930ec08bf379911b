package org.rollbook.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// A port of this machine that nothing listens on, and that no other test gets.
///
/// Taken from below the ports that operating systems hand out to outgoing connections (Linux from
/// 32768, others from 49152), not by binding port 0. A client that keeps reconnecting to a stopped
/// broker on such a port is sooner or later given that very port as its own, connects to itself and
/// keeps the broker from coming back.
///
/// A claimed port belongs to this JVM until the JVM ends, also while the process that uses the port
/// is stopped: the JVM keeps the UDP port of the same number open, so that no other JVM can claim
/// it. Programs that know nothing of this may still take the port; whoever gets a
/// [PortTakenException] tries again.
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 100;

  /// Starts at a random port and goes up, so that few claims collide.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  /// The claims of this JVM; never closed.
  private static final List<DatagramSocket> CLAIMS = new CopyOnWriteArrayList<>();

  private FreePort() {}

  /// A free port, claimed; a different one at every call.
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
      if (isFree(port) && claim(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port in " + ATTEMPTS + " attempts from " + FIRST + " up to " + END);
  }

  /// Claims a port.
  ///
  /// @return whether this JVM has it now; false if this or another JVM has claimed it already
  public static boolean claim(int port) {
    try {
      CLAIMS.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
      return true;
    } catch (SocketException claimed) {
      return false;
    }
  }

  /// Whether a server could listen on the port of the loopback address now.
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
