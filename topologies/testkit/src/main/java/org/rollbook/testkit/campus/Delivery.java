package org.rollbook.testkit.campus;

/// One publication of an event on the bus, before it becomes bytes.
///
/// @param topic without the site's prefix
/// @param repeated whether this is a duplicate of an event that is published elsewhere in the
///   stream
/// @param late whether an event that overrules this one was published before: because this one was
///   delayed, or because both have the same time and the other's type takes precedence
public record Delivery(String topic, CampusEvent event, boolean repeated, boolean late) {}
