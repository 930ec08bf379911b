package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// [ParentWatch] as an agent jar, written when it is first needed: this module may still be a
/// folder of classes, and an agent must be a jar.
final class ParentWatchJar {

  private ParentWatchJar() {}

  /// The jar of this JVM.
  static Path path() {
    return Holder.PATH;
  }

  private static Path written() {
    String classFile = ParentWatch.class.getName().replace('.', '/') + ".class";
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ParentWatch.class.getName());
    try {
      Path jar = Files.createTempFile("rollbook-parent-watch-", ".jar");
      jar.toFile().deleteOnExit();
      try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
          InputStream bytes = ParentWatch.class.getResourceAsStream("/" + classFile)) {
        if (bytes == null) {
          throw new IllegalStateException("not on the class path: " + classFile);
        }
        out.putNextEntry(new ZipEntry(classFile));
        bytes.transferTo(out);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Written once.
  private static final class Holder {

    private static final Path PATH = written();
  }
}
