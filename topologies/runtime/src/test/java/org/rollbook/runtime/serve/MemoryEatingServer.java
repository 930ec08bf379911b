package org.rollbook.runtime.serve;

/// A server whose view runs an action when it is asked, and a client that asks it.
public final class MemoryEatingServer {

  private MemoryEatingServer() {}

  public static void ask(Runnable whenAsked) {
    var served = ServedView.start();
    served.view().row =
        question -> {
          whenAsked.run();
          throw new IllegalStateException("it is still alive: " + question);
        };
    served.web().get("/v1/learners/1/things/edX%2FDemoX%2F2012_Fall");
  }
}
