package org.rollbook.runtime.serve.docs;

import io.micronaut.core.io.ResourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Texts that the build writes to the class path.
final class ClassPathText {

  private ClassPathText() {}

  /// The text, or empty if the topology has none of that name.
  static Optional<String> read(ResourceLoader resources, String name) {
    return resources.getResourceAsStream(name).map(ClassPathText::text);
  }

  private static String text(InputStream resource) {
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
