package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.view.WordView.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.TimeLimit;

class ConcurrentRocksDbTest {

  private static final int READERS = 4;
  private static final Bytes ANN = Bytes.wrap("ann".getBytes(UTF_8));
  private static final Bytes NOBODY = Bytes.wrap("nobody".getBytes(UTF_8));

  private final OpenReplicas replicas = new OpenReplicas(WordView.NOON_CLOCK);
  private final WordView view = new WordView(3, replicas);
  private final ReadOnlyKeyValueStore<Bytes, byte[]> rows =
      replicas.open("words", 0).orElseThrow().rows();

  @BeforeEach
  void receive() {
    view.receive(event("ann=first", 1, "a"));
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldReadWhatIsThere() {
    assertThat(rows).isInstanceOf(ConcurrentRocksDb.Reader.class);
    assertThat(rows.get(ANN)).isNotEmpty();
    assertThat(rows.get(NOBODY)).isNull();
  }

  /// A scan of Kafka Streams' own ends where the files are damaged, as if there were no more rows.
  @Test
  void shouldScanForTheWriterAsForReaders() {
    ConcurrentRocksDb store = ((ConcurrentRocksDb.Reader) rows).store();
    try (var scan = store.range(ANN, NOBODY)) {
      assertThat(scan).isInstanceOf(RowScan.class);
      assertThat(scan.next().key).isEqualTo(ANN);
      assertThat(scan.hasNext()).isFalse();
    }
  }

  @Test
  void shouldReadWhileAnotherThreadHasTheMonitor() {
    ConcurrentRocksDb store = ((ConcurrentRocksDb.Reader) rows).store();
    synchronized (store) {
      assertThat(CompletableFuture.supplyAsync(() -> rows.get(ANN)))
          .succeedsWithin(TimeLimit.AMPLE);
    }
  }

  /// Otherwise the JVM would crash here.
  @Test
  void shouldCloseWithoutHarmToThoseWhoRead() throws InterruptedException {
    var reading = new CountDownLatch(READERS);
    List<CompletableFuture<Void>> readers =
        IntStream.range(0, READERS)
            .mapToObj(
                _ ->
                    CompletableFuture.runAsync(
                        () -> readUntilClosed(reading), Thread.ofPlatform()::start))
            .toList();

    assertThat(reading.await(TimeLimit.AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    close();

    assertThat(readers).allSatisfy(reader -> assertThat(reader).succeedsWithin(TimeLimit.AMPLE));
    assertThatThrownBy(() -> rows.get(ANN)).isInstanceOf(InvalidStateStoreException.class);
  }

  private void readUntilClosed(CountDownLatch reading) {
    boolean first = true;
    try {
      while (true) {
        assertThat(rows.get(ANN)).isNotEmpty();
        if (first) {
          reading.countDown();
          first = false;
        }
      }
    } catch (InvalidStateStoreException closedMeanwhile) {
      // Expected.
    }
  }
}
