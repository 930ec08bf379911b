package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;

/// Bodies as large as they may be, many at once, in the smallest heap that operators are told of.
@Execution(ExecutionMode.CONCURRENT)
class LargeBodiesIT {

  private static final int AT_ONCE = 60;
  private static final int BYTES = 4 << 20;
  private static final String CUT_OFF = "cut off";

  @TempDir private Path folder;

  @Test
  void shouldOutliveLookupsOfMillionsOfKeys() {
    try (Site site = Site.startIn(JvmArguments.SMALL, "enrollments", folder)) {
      site.view().awaitReady();
      await().until(site::hasReceived);

      sendAtOnce(site, "{\"keys\":[" + "{},".repeat(BYTES / 3 - 10) + "{}]}");
      sendAtOnce(site, "{\"keys\":[" + "[".repeat(BYTES - 20));
      sendAtOnce(site, "{\"" + "k".repeat(BYTES - 20) + "\":1}");

      await().until(() -> site.manage("/health/readiness").status() == 200);
      await().until(() -> site.get("/v1/learners/1/enrollments").status() == 200);
      assertThat(site.view().process().log()).content().doesNotContain("Out of memory");
    }
  }

  /// Each is refused, or cut off while it still sends. All send the same bytes: this JVM has the
  /// broker too, and no room for so many copies.
  private static void sendAtOnce(Site site, String body) {
    byte[] request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(CampusView.ENROLLMENTS.urls().lookup(), body.length(), body)
            .getBytes(StandardCharsets.US_ASCII);
    int port = site.view().settings().port();
    var refused = new ConcurrentLinkedQueue<String>();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < AT_ONCE; sender++) {
        senders.execute(() -> refused.add(statusOf(port, request)));
      }
    }
    assertThat(refused)
        .hasSize(AT_ONCE)
        .allMatch(status -> List.of(CUT_OFF, "400", "413", "503").contains(status));
  }

  private static String statusOf(int port, byte[] request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setSoTimeout((int) TimeLimit.AMPLE.toMillis());
      socket.getOutputStream().write(request);
      String line = answer.readLine();
      return line == null ? CUT_OFF : line.split(" ", 3)[1];
    } catch (IOException cutOff) {
      return CUT_OFF;
    }
  }
}
