package org.rollbook.reconciler.view;

import java.io.IOException;

/// A view that cannot be asked now, or refuses to answer now.
public final class ViewUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  ViewUnavailableException(String message) {
    super(message);
  }

  ViewUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
