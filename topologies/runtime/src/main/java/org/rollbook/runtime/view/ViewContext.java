package org.rollbook.runtime.view;

import java.time.Clock;

/// What all views of an instance share.
public record ViewContext(LiveTasks tasks, OpenReplicas replicas, ViewMeters meters, Clock clock) {

  public ViewContext {
    meters = new HarmlessMeters(meters);
  }
}
