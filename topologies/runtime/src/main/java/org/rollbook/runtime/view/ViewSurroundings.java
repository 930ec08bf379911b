package org.rollbook.runtime.view;

import java.time.Clock;

/// What all views of an instance share.
public record ViewSurroundings(LiveTasks tasks, OpenCopies copies, ViewMeters meters, Clock clock) {

  public ViewSurroundings {
    meters = new HarmlessMeters(meters);
  }
}
