package org.rollbook.testkit.registry;

/// A schema that a registry shall serve under an id that somebody else's messages already bear.
///
/// @param text the schema exactly as it was registered
public record SchemaWithId(int id, String subject, String text) {}
