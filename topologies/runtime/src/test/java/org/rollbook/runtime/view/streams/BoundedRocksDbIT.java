package org.rollbook.runtime.view.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedRocksDbIT {

  /// For all memory besides RocksDB's caches and buffers: the JVM's code, open files, the
  /// allocator's waste. Without bounds, these stores would take more than 24 write buffers of 16
  /// MiB and 24 caches of 50 MiB.
  private static final long ROOM_MIB = 160;

  @TempDir Path folder;

  @Test
  void shouldKeepResidentMemoryWithinTheSettingHoweverManyStoresThereAre() {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");

    String grown = SmallJvm.run("64m", MemoryProbe.class, folder.toString(), "32");

    assertThat(Long.parseLong(grown.lines().toList().getLast())).isLessThan(32 + ROOM_MIB);
  }

  /// Writing to one store does not flush what the others hold, so they must not hold too much.
  @Test
  void shouldNotFlushEachWriteOfAStoreBecauseOthersHoldTheMemory() {
    String lastFile = SmallJvm.run("64m", FlushProbe.class, folder.toString(), "32");

    // Its rows fill some eight write buffers.
    assertThat(Integer.parseInt(lastFile.lines().toList().getLast())).isLessThan(100);
  }

  /// A filter in one piece, larger than the part of the cache that it falls into, would be read
  /// anew for each question: here 500 kB.
  @Test
  void shouldNotReadAWholeFilterForEachRowThatIsNotThere() {
    String bytesPerQuestion = SmallJvm.run("64m", FilterProbe.class, folder.toString(), "8");

    assertThat(Integer.parseInt(bytesPerQuestion.lines().toList().getLast())).isLessThan(1_000);
  }
}
