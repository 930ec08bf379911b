package org.rollbook.testkit.bytes;

/// A text that was found where it should not be.
///
/// @param place the file, record or entry, in words
public record Finding(String text, String place) {

  @Override
  public String toString() {
    return "\"" + text + "\" in " + place;
  }
}
