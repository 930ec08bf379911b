package org.rollbook.testkit.bytes;

/// A text that was found where it should not be.
///
/// @param location the file, record or entry, in words
public record FoundText(String text, String location) {

  @Override
  public String toString() {
    return "\"" + text + "\" in " + location;
  }
}
