package org.rollbook.testkit.registry;

/// A schema that a registry must serve under an id that existing messages have already.
///
/// @param text the schema exactly as it was registered
public record SchemaWithId(int id, String subject, String text) {}
