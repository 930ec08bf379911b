package org.rollbook.bridge.publish;

/// The ids of schemas in the registry.
@FunctionalInterface
interface SubjectIds {

  /// The id of a schema under a subject, registered if need be.
  ///
  /// @param schema in the spelling to register
  /// @throws RegistryUnavailableException if there is none now
  int of(String subject, String schema);
}
