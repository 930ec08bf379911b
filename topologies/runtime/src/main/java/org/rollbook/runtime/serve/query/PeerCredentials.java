package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/// How an instance and its peers authenticate one another.
///
/// @param identity what this instance sends, and expects to receive; empty until the broker has
///   named its cluster
/// @param secret likewise; if empty, anybody may ask
public record PeerCredentials(Supplier<Optional<String>> identity, Optional<String> secret) {

  private static final String SCHEME = "Bearer ";

  /// The `Authorization` header to send.
  Optional<String> authorization() {
    return secret.map(known -> SCHEME + known);
  }

  /// Whether the sender of this header knows the secret.
  boolean areKnownTo(Optional<String> authorization) {
    return authorization()
        .map(wanted -> authorization.filter(sent -> isSame(sent, wanted)).isPresent())
        .orElse(true);
  }

  /// Takes the same time for a nearly right secret as for any other wrong one.
  private static boolean isSame(String sent, String wanted) {
    return MessageDigest.isEqual(sent.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }
}
