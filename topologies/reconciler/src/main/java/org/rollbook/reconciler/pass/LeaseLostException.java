package org.rollbook.reconciler.pass;

/// Another instance works now, so what was begun here is given up.
final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLostException() {
    super("another instance works now");
  }
}
