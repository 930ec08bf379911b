package org.rollbook.testkit;

/// A port that was asked for by number is somebody else's.
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int port;

  public PortTakenException(int port) {
    super("port " + port + " is taken");
    this.port = port;
  }

  public int port() {
    return port;
  }
}
