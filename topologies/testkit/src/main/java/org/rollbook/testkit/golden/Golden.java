package org.rollbook.testkit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The golden messages of the contract, in the folder `golden` of the folder that the system
/// property `rollbook.contract.home` names.
///
/// They are not part of the project: a test that needs them first checks [#available()], and is
/// skipped if they are not.
public final class Golden {

  private Golden() {}

  /// Whether the golden messages are on this machine.
  public static boolean available() {
    return Files.isDirectory(folder());
  }

  /// The message of a case, such as `enrollment_created`.
  public static GoldenMessage message(String name) {
    return GoldenMessage.read(folder().resolve(name + ".json"));
  }

  /// The messages of all cases, by name.
  public static List<GoldenMessage> messages() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(Golden::isMessage).sorted().map(GoldenMessage::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("rollbook.contract.home", ""), "golden");
  }

  /// The versions of the producer are in the same folder.
  private static boolean isMessage(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.equals("versions.json");
  }
}
