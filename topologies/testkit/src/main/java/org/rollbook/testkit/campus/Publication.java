package org.rollbook.testkit.campus;

/// One time that an event is put on the bus, before it becomes bytes.
///
/// @param topic without the site's prefix
/// @param repeated whether the event is published elsewhere in the stream too, and this is the copy
/// @param late whether an event that overrules this one was published before: because this was held
///   back, or because both bear the same time and the other's type takes precedence
public record Publication(String topic, CampusEvent event, boolean repeated, boolean late) {}
