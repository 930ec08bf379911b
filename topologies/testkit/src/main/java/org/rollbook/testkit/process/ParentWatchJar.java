package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// [ParentWatch] as an agent jar, written when a child needs it: an agent must be a jar, and this
/// module may still be a folder of classes.
final class ParentWatchJar {

  private static final String CLASS_FILE = ParentWatch.class.getName().replace('.', '/') + ".class";

  private ParentWatchJar() {}

  /// Writes the jar into a folder. It is moved there in one step, since an older child may be
  /// reading the existing one.
  static Path in(Path folder) throws IOException {
    Path written = Files.createTempFile(folder, "parent-watch", ".new");
    try (var out = new JarOutputStream(Files.newOutputStream(written), manifest());
        InputStream bytes = ParentWatch.class.getResourceAsStream("/" + CLASS_FILE)) {
      if (bytes == null) {
        throw new IllegalStateException("not on the class path: " + CLASS_FILE);
      }
      out.putNextEntry(new ZipEntry(CLASS_FILE));
      bytes.transferTo(out);
    }
    return Files.move(
        written,
        folder.resolve("parent-watch.jar"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Manifest manifest() {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ParentWatch.class.getName());
    return manifest;
  }
}
