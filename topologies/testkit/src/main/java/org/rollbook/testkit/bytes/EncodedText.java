package org.rollbook.testkit.bytes;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// A text as the bytes of one encoding.
final class EncodedText {

  private final String text;
  private final byte[] bytes;

  private EncodedText(String text, Charset encoding) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("text to search for must not be empty");
    }
    this.text = text;
    bytes = text.getBytes(encoding);
  }

  static Stream<EncodedText> encodingsOf(String text) {
    return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .map(encoding -> new EncodedText(text, encoding));
  }

  String text() {
    return text;
  }

  int length() {
    return bytes.length;
  }

  /// Whether the first bytes of an array contain it.
  boolean isIn(byte[] array, int length) {
    for (int start = 0; start <= length - bytes.length; start++) {
      if (array[start] == bytes[0] && isAt(start, array)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int start, byte[] array) {
    for (int i = 1; i < bytes.length; i++) {
      if (array[start + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
