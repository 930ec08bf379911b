package org.rollbook.testkit.bytes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// A folder that is a RocksDB database, read without changing it. The process that owns it may run,
/// but data that is only in its memory is not seen.
final class RocksFolder {

  private RocksFolder() {}

  /// Receives each entry.
  interface EntryReader {
    void read(String family, byte[] key, byte[] value);
  }

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve("CURRENT"));
  }

  static void forEachEntry(Path folder, EntryReader reader) {
    String path = folder.toString();
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try (var options = new DBOptions();
        var database = RocksDB.openReadOnly(options, path, familiesOf(path), families)) {
      for (ColumnFamilyHandle family : families) {
        readAll(database, family, reader);
      }
    } catch (RocksDBException e) {
      throw new IllegalStateException("cannot read " + folder, e);
    } finally {
      families.forEach(ColumnFamilyHandle::close);
    }
  }

  private static List<ColumnFamilyDescriptor> familiesOf(String path) throws RocksDBException {
    try (var options = new Options()) {
      return RocksDB.listColumnFamilies(options, path).stream()
          .map(ColumnFamilyDescriptor::new)
          .toList();
    }
  }

  private static void readAll(RocksDB database, ColumnFamilyHandle family, EntryReader reader)
      throws RocksDBException {
    String name = new String(family.getName(), StandardCharsets.UTF_8);
    try (RocksIterator entries = database.newIterator(family)) {
      for (entries.seekToFirst(); entries.isValid(); entries.next()) {
        reader.read(name, entries.key(), entries.value());
      }
      entries.status();
    }
  }
}
