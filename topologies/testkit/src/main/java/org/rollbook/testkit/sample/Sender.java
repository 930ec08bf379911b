package org.rollbook.testkit.sample;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// How a view's requests get there: straight, or over a load balancer, with more headers. Any
/// thread.
@FunctionalInterface
public interface Sender {

  /// Sends a request, whose address may be another instance's than the one that gets it.
  ///
  /// @throws IOException if nothing came back
  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException;
}
