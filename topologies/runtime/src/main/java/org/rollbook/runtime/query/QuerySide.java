package org.rollbook.runtime.query;

import java.time.Clock;
import java.time.Duration;
import org.rollbook.runtime.view.LiveTasks;

/// What all readers of an instance share.
///
/// @param partitions of every journal, and so of every store
/// @param instance the advertised `host:port`, the instance's name in answers
/// @param clockSkew how far clocks of this system may differ
public record QuerySide(
    Copies copies,
    Locator locator,
    LiveTasks tasks,
    int partitions,
    String instance,
    Duration clockSkew,
    Clock clock,
    QueryMeters meters) {}
