package org.rollbook.model.avro;

import com.fasterxml.jackson.databind.JsonNode;

/// The outcome of one request to a registry.
sealed interface RegistryReply {

  /// The request succeeded.
  record Content(JsonNode body) implements RegistryReply {}

  /// The registry answered with an error: an HTTP status, and its own code.
  record Problem(int status, int code, String message) implements RegistryReply {

    String why() {
      return "HTTP " + status + ", error code " + code + ": " + message;
    }
  }

  /// No answer, or one that is not a registry's: refused, late, cut off, a proxy's page, a login.
  record Failure(String why) implements RegistryReply {}
}
