package org.rollbook.runtime.watermark;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The source topics that an instance is set up to read (`ROLLBOOK_SOURCE_TOPICS`), whether or not
/// they exist. A claim for one list is no claim for another.
///
/// @param topics full names, prefix included
public record SourceList(Set<String> topics) {

  public SourceList {
    topics = Set.copyOf(topics);
  }

  /// A short text that differs for each list.
  public String fingerprint() {
    byte[] names = String.join(",", new TreeSet<>(topics)).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(names).toString();
  }

  public static SourceList of(Collection<String> topics) {
    return new SourceList(Set.copyOf(topics));
  }
}
