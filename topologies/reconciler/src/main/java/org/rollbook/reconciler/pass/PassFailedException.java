package org.rollbook.reconciler.pass;

/// A pass cannot go on. The message tells an operator what to do.
final class PassFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  PassFailedException(String message) {
    super(message);
  }
}
