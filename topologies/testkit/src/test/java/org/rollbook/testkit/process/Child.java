package org.rollbook.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A process for tests: answers `/health/readiness` with its environment, and prints a farewell.
final class Child {

  private Child() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      System.out.println("wrong: " + arguments[0]);
      System.exit(2);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("farewell")));
    int port = Integer.parseInt(System.getenv("ROLLBOOK_MANAGEMENT_PORT"));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health/readiness",
        exchange -> {
          byte[] body = System.getenv().toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + port);
  }
}
