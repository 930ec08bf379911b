package org.rollbook.model.avro;

/// Thrown for bytes that do not decode. The message informs an operator about what is wrong.
public final class DecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message);
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
