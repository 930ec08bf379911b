package org.rollbook.runtime.serve.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The settings of the HTTP server.
///
/// @param clientPort the port for clients; 0 takes any free port
/// @param managementPort the port for health, metrics and topology
/// @param host the address to bind; empty binds all of them
/// @param publicUrl what clients see before `/v1`; empty takes it from each request
/// @param maxStaleness the bound if the caller names none
/// @param concurrentReads how many questions may be under way at once
public record HttpSettings(
    int clientPort,
    int managementPort,
    Optional<String> host,
    Optional<URI> publicUrl,
    Security security,
    Duration maxStaleness,
    int concurrentReads) {

  /// Lets controllers name the management port.
  public static final String MANAGEMENT_PORT = "${rollbook.management-port}";

  /// How callers are authenticated.
  public enum Security {
    /// By bearer tokens, which are not implemented yet.
    JWT,
    /// Not at all.
    OFF
  }

  public HttpSettings {
    publicUrl.ifPresent(HttpSettings::requireBase);
    if (maxStaleness.isNegative()) {
      throw new IllegalArgumentException("max staleness must not be negative: " + maxStaleness);
    }
    if (concurrentReads < 1) {
      throw new IllegalArgumentException("concurrent reads must be positive: " + concurrentReads);
    }
  }

  private static void requireBase(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getRawAuthority() == null || url.getRawQuery() != null) {
      throw new IllegalArgumentException("public URL must be an http(s) URL without query: " + url);
    }
  }
}
