package org.rollbook.testkit.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// All files and folders below a folder, including itself, while another process may delete some.
record FolderTree(List<Path> files, List<Path> folders) {

  static FolderTree of(Path folder) {
    var tree = new FolderTree(new ArrayList<>(), new ArrayList<>());
    try {
      Files.walkFileTree(folder, tree.new Visitor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /// Fills the tree.
  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException && !folders.isEmpty()) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
