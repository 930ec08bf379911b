package org.rollbook.model.avro;

/// Bytes that are not what they should be. The message says what is wrong, for an operator.
public final class DecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message);
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
