package org.rollbook.model.avro;

import com.fasterxml.jackson.databind.JsonNode;

/// What came back from one request to a registry.
sealed interface RegistryReply {

  /// It did what was asked.
  record Content(JsonNode body) implements RegistryReply {}

  /// It answered as a registry does when something is wrong: a status, and a code of its own.
  record Problem(int status, int code, String message) implements RegistryReply {

    String why() {
      return "HTTP " + status + ", error code " + code + ": " + message;
    }
  }

  /// No answer, or not a registry's: refused, late, cut off, a proxy's page, a login.
  record Failure(String why) implements RegistryReply {}
}
