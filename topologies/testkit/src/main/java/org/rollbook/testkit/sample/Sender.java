package org.rollbook.testkit.sample;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// How a view's requests are sent: directly, or through a load balancer, with additional headers.
/// Any thread.
@FunctionalInterface
public interface Sender {

  /// Sends a request. The address may be of another instance than the one that receives it.
  ///
  /// @throws IOException if there was no response
  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException;
}
