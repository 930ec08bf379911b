package org.rollbook.chaos.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A runnable jar next to its libraries, one of which has the mutant's class instead of its own.
public final class MutantJar {

  private static final String LIBRARY = "rollbook-runtime-";

  private MutantJar() {}

  /// Makes a jar.
  ///
  /// @param jar the topology's, with its libraries in `lib` next to it
  /// @param checkout the root of the sources that it was built from
  /// @param folder where to put everything; existing files are replaced
  /// @return the mutant's runnable jar
  public static Path of(Mutant mutant, Path jar, Path checkout, Path folder) {
    try {
      Path libraries = Files.createDirectories(folder.resolve("lib"));
      for (Path library : files(jar.resolveSibling("lib"))) {
        copy(library, libraries);
      }
      Path classes = compiled(mutant, checkout, libraries, folder);
      try (FileSystem runtime = FileSystems.newFileSystem(runtimeIn(libraries))) {
        for (Path compiled : files(classes)) {
          Path inside = runtime.getPath(classes.relativize(compiled).toString());
          Files.copy(compiled, inside, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return copy(jar, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compiled(Mutant mutant, Path checkout, Path libraries, Path folder)
      throws IOException {
    Path source = folder.resolve(mutant.file(checkout).getFileName());
    Files.writeString(source, mutant.source(checkout));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String classPath =
        files(libraries).stream().map(Path::toString).collect(Collectors.joining(":"));
    List<String> arguments =
        List.of(
            "-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString(), source.toString());
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(mutant.label() + " does not compile");
    }
    return classes;
  }

  private static Path runtimeIn(Path libraries) throws IOException {
    return files(libraries).stream()
        .filter(library -> library.getFileName().toString().startsWith(LIBRARY))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + LIBRARY + " in " + libraries));
  }

  private static Path copy(Path file, Path folder) throws IOException {
    return Files.copy(
        file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
